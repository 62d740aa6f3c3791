'use strict';
// Do both say the same, and if not, is that meant?

const PROPERTIES = ['stage', 'profile', 'region'];

/* slsenv gives no answer: an error, wrong arguments, or unresolved. */
const refuses = (program) => [1, 2, 5].includes(program.code);

const ENDLESS = 'the Framework waits for itself, or goes round, without end: slsenv says that something is circular';

const ROUND_IN_PARAMS =
	'a parameter goes round without end, and the Framework with it: slsenv goes on if it is not needed';

const bare = (value) => value.replace(/\\/g, '');

/* ---- differences that are meant, each with its reason ------------------------------------------------------------- */

const EXPLAINED = [
	{
		reason: 'a list or map is no profile or region: slsenv says so at once, the Framework fails at the first request',
		holds: ({ property, expected, got }) =>
			property !== 'stage' &&
			expected.status === 'ok' &&
			typeof expected.value === 'object' &&
			got === null,
	},
	{
		reason: 'the schema gives a region no type, so a list of one stays a list and AWS fails: slsenv takes the one',
		holds: ({ property, expected, got }) =>
			property === 'region' &&
			Array.isArray(expected.value) &&
			expected.value.length === 1 &&
			got === shown(String(expected.value)),
	},
	{
		reason: 'no environment variable can hold a NUL: slsenv refuses it',
		holds: ({ expected, got }) =>
			expected.status === 'ok' && String(expected.value).includes('\0') && got === null,
	},
	{
		reason: 'only a run of the Framework itself can tell (JavaScript, AWS, its own start time, all of its options): unresolved',
		holds: ({ got, program }) =>
			got === null &&
			program.json &&
			program.json.unresolved.length > 0 &&
			program.json.unresolved.every(({ reason }) =>
				/is a program|needs AWS|at each run|stands for all options/.test(reason),
			),
	},
	{
		reason: 'a parameter cannot be resolved, so the Framework stops before anybody asks for it: slsenv goes on if it is not needed',
		holds: ({ property, framework }) => framework.paramsFail && property !== 'stage',
	},
	{
		reason: 'something on the way failed, over which the Framework would stop: slsenv says so',
		holds: ({ kind, framework }) => kind === 'refuses' && framework.failsOnTheWay,
	},
	{
		reason: 'the stage is refused, and with it everything: what profile and region would be then nobody is told',
		holds: ({ property, framework, program }) =>
			property !== 'stage' && framework.stage.status === 'refused' && refuses(program),
	},
	{
		reason: 'only for AWS does the Framework have a default region; slsenv is of no use to others',
		holds: ({ property, framework, expected, got }) =>
			property === 'region' && framework.aws === false && !expected.value && got === 'us-east-1',
	},
	{
		reason: 'the profile of --aws-profile has no keys in the empty home: a matter of credentials, not of the decision',
		holds: ({ property, kind, program }) =>
			property === 'all' &&
			kind === 'refuses' &&
			/^slsenv: the config profile .* could not be found/.test(program.error),
	},
	{
		reason: 'both refuse as a whole; the Framework, which resolves more at once, refuses one more of the three',
		holds: ({ property, kind, framework, program }) =>
			kind === 'does not refuse' &&
			refuses(program) &&
			PROPERTIES.some((other) => other !== property && framework[other].status === 'refused'),
	},
	{
		reason: 'more than ten variables that bring each other: where one of them waits for .env, the Framework counts anew; slsenv refuses',
		holds: ({ kind, program }) => kind === 'refuses' && /excessive variables nest depth/.test(program.error),
	},
	{
		reason: "what JavaScript's own functions have (name, length), which serverless 3 comes across: slsenv refuses",
		holds: ({ kind, program }) => kind === 'refuses' && /is a function of JavaScript's own/.test(program.error),
	},
	{
		reason: 'escapes in a parameter that has variables: whether its text or its value is read depends on which promise is first',
		holds: ({ kind, expected, got, files }) =>
			kind === 'another value' &&
			[expected.value, got].every((value) => typeof value === 'string') &&
			bare(expected.value) === bare(got) &&
			Object.values(files).some((text) => /params/.test(text) && /\\/.test(text)),
	},
	{
		reason: 'serverless 3 crashes where --region takes the place of a map that still waits: slsenv takes the option',
		holds: ({ kind, framework }) =>
			kind === 'does not refuse' &&
			/^it crashes: Cannot create property .* on string/.test(framework.refusal),
	},
	{
		reason: 'libyaml reads no plain text that begins with a colon inside {} or []: slsenv says where it stands',
		holds: ({ kind, program, files }) =>
			kind === 'refuses' &&
			/: not valid YAML: did not find expected node content/.test(program.error) &&
			Object.values(files).some((text) => /[[{,:] *:[^\s,\]}]/.test(text)),
	},
	{
		reason: 'a file with a slip in it: libyaml refuses some that js-yaml lets pass',
		holds: ({ kind, program, careless }) =>
			careless &&
			kind === 'refuses' &&
			/: not valid YAML: |a line separator \(U\+0085/.test(program.error),
	},
	{
		reason: 'a file with a slip in it: libyaml lets some pass that js-yaml refuses (less indented lines in {}, an anchor with a colon)',
		holds: ({ kind, framework, careless }) =>
			careless &&
			kind === 'does not refuse' &&
			/Cannot parse ".*|Plain object expected/.test(framework.refusal),
	},
];

/* ---- the comparison ------------------------------------------------------------------------------------------------ */

/* A lone half of a surrogate pair is no text outside JavaScript. */
const shown = (value) =>
	typeof value === 'string' ? Buffer.from(value).toString() : value === undefined ? null : value;

function compareProperty(property, framework, program) {
	const expected = framework[property];
	const got = program.json ? program.json[property] : null;
	const notOk = refuses(program);
	let kind = null;

	if (expected.status === 'unasked') return null;
	if (expected.status === 'ok' && shown(expected.value) !== got)
		kind = got === null ? 'refuses' : 'another value';
	if (expected.status === 'refused' && (got !== null || !notOk)) kind = 'does not refuse';
	return kind && { property, kind, expected, got, framework, program };
}

/* Whether there is an answer at all: beside the three, of what the Framework looks at before them. */
function compareWhole(framework, program) {
	const fine = !framework.refusal && PROPERTIES.every((p) => framework[p].status === 'ok');
	const notOk = refuses(program);
	const expected = { status: fine ? 'ok' : 'refused', value: null, message: framework.refusal };
	const kind = fine && notOk ? 'refuses' : framework.refusal && !notOk ? 'does not refuse' : null;

	return kind && { property: 'all', kind, expected, got: null, framework, program };
}

/* The Framework's variables wait for each other, and it ends without a word. */
function endless(program) {
	const expected = { status: 'refused', message: 'never comes back' };

	if (refuses(program)) return { differences: [], explained: [ENDLESS] };
	return {
		differences: [
			{ property: 'all', kind: 'does not refuse', expected, got: null, framework: {}, program },
		],
		explained: [],
	};
}

/* { differences, explained: [reasons] } */
function compare(framework, program, test) {
	if (program.code === null)
		return {
			differences: [
				{
					property: 'all',
					kind: 'crashes',
					framework,
					program,
					expected: {},
					got: program.signal,
				},
			],
			explained: [],
		};
	if (framework.hangs) return endless(program);
	if (framework.outside && program.json && program.json.service === null)
		return { differences: [], explained: [] };
	const three = PROPERTIES.map((p) => compareProperty(p, framework, program)).filter(Boolean);
	const found = three.length ? three : [compareWhole(framework, program)].filter(Boolean);
	const explained = [],
		differences = [];

	for (const difference of found) {
		const known = EXPLAINED.find(({ holds }) => holds({ ...difference, ...test }));
		known ? explained.push(known.reason) : differences.push(difference);
	}
	return { differences, explained };
}

module.exports = { compare, refuses, ENDLESS, ROUND_IN_PARAMS, PROPERTIES };
