'use strict';
// How may a .env file be written?

const quotes = {
	none: (value) => value,
	single: (value) => `'${value}'`,
	double: (value) => `"${value.replace(/\n/g, '\\n')}"`,
	backtick: (value) => `\`${value}\``,
	lines: (value) => `"${value}"`,
};

/* Values that make dotenv and dotenv-expand think. */
// prettier-ignore
const ODD = [
	'$A', '${A}', '${A:-x}', '${A:-}', '${NOPE:-a b}', '${NOPE-x}', '${A:+y}', '${A+y}', '\\$A', '$NOPE',
	'${NOPE}', '$5', '$', '$$A', 'a#b', 'a #b', '"a #b"', "'$A'", '"x\\ny"', "'x\\ny'", '"a\nb"', "it's",
	'"unclosed', '${A', '${self:service}', '${A:-${B:-z}}', 'a=b', ' spaced ', '``', '""', '', '"a" b', '\\',
	'"\\"q\\""', '${B}${A}', '$A-$B', 'x$A.y', '${A:-$B}', '\\\\$A', '${A:-a}b}', '$A_1', '${x.y}', "'a'b'",
];

function line(random, { name, value }) {
	const style = /[#"'`\n\s]|^$/.test(value)
		? random.pick(['single', 'double', 'backtick', 'lines'])
		: random.pick(Object.keys(quotes));
	const separator = random.weighted({ '=': 85, ' = ': 5, ': ': 5, '= ': 5 });
	const lead = random.weighted({ '': 88, 'export ': 6, '  ': 6 });

	return `${lead}${name}${separator}${quotes[style](value)}${random.chance(0.08) ? random.pick([' # remark', '  ', ' #x "y"']) : ''}`;
}

function odd(random) {
	const name = random.pick([
		'A',
		'B',
		'NOPE',
		'STAGE',
		'D1',
		'D2',
		'lower',
		'x.y',
		'A_1',
		'WITH-DASH',
		'ODD',
		'UNSET',
	]);

	return random.pick([
		`${name}=${random.pick(ODD)}`,
		`${name}=${random.pick(ODD)}`,
		'# remark',
		'',
		`${name}`,
		`${name}: ${random.pick(ODD)}`,
	]);
}

/* The lines that bring `values`, between others. */
function toDotenv(random, values) {
	const lines = values.map((entry) => line(random, entry));

	while (random.chance(0.55)) lines.splice(random.below(lines.length + 1), 0, odd(random));
	return lines.join(random.chance(0.05) ? '\r\n' : '\n') + (random.chance(0.9) ? '\n' : '');
}

module.exports = { toDotenv, ODD };
