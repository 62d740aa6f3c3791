'use strict';
// Which of the cases that run.js hands out differ? One process; run.js starts as many as it wants, and ends one that hangs.

const { generate } = require('./generate');
const { Trials } = require('./trial');
const { shrink } = require('./shrink');
const { caseText } = require('./casetext');
const { PROPERTIES, refuses } = require('./compare');

const [dir, name, program, seed] = process.argv.slice(2);
const trials = new Trials(dir, name, program);

function differenceText({ property, kind, expected, got, program: p }) {
	return (
		`# ${property}: slsenv ${kind}: ${JSON.stringify(got)}, the Framework: ${JSON.stringify(expected.status === 'ok' ? expected.value : expected.message)}\n` +
		p.error
			.split('\n')
			.filter(Boolean)
			.map((line) => `# ${line}\n`)
			.join('')
	);
}

const title = (index) => `differential: seed ${seed}, case ${index}`;

/* The difference's smallest case and what both say of it. */
async function report(index, test, difference) {
	const small = await shrink(trials, test, difference);
	const result = await trials.run(small);
	const now = result.differences.find((d) => d.property === difference.property) || difference;

	return differenceText(now) + caseText(title(index), trials.shown(small), result.framework);
}

async function run(index) {
	const test = generate(Number(seed), index);
	const result = await trials.run(test, (program) => process.send({ index, refuses: refuses(program) }));
	const kinds = result.framework.hangs ? [] : PROPERTIES.map((p) => result.framework[p].status);

	if (!result.differences.length) return { index, kinds, explained: result.explained };
	process.send({
		index,
		unshrunk: `${differenceText(result.differences[0])}${caseText(title(index), trials.shown(test), result.framework)}`,
	});
	return {
		index,
		kinds,
		explained: result.explained,
		different: await report(index, test, result.differences[0]),
	};
}

/* Whatever osls has to say in between is not of interest. */
console.log = console.warn = console.error = () => {};
process.on('unhandledRejection', () => {});
process.on('message', async (index) =>
	process.send(await run(index).catch((error) => ({ index, kinds: [], explained: [], broken: error.stack }))),
);
process.on('disconnect', () => process.exit());
process.on('exit', () => trials.end());
process.send({ ready: true });
