'use strict';
// Does slsenv decide as the Framework does, over any number of generated services?
//
//   node run.js --osls DIR --slsenv PROGRAM --seed N --count M [--jobs J] [--from I]
//
// DIR is where `npm install osls@3` was run. Each difference is shrunk and printed as a case for tests/cases/decide, with the seed
// and the number that lead to it (--from I --count 1 asks it again). Exits with 1 when there was one.

const { fork } = require('child_process');
const path = require('path');

const PATIENCE = 20000, PATIENCE_SHRINKING = 180000;

function readArguments(argv) {
	const options = { osls: null, slsenv: null, seed: 1, count: 1000, jobs: 1, from: 0 };

	for (let i = 0; i < argv.length; i += 2) {
		const name = argv[i].replace(/^--/, '');

		if (!(name in options) || argv[i + 1] === undefined) throw new Error(`what is ${argv[i]}?`);
		options[name] = typeof options[name] === 'number' ? Number(argv[i + 1]) : argv[i + 1];
	}
	if (!options.osls || !options.slsenv) throw new Error('--osls DIR and --slsenv PROGRAM are needed');
	return options;
}

const tally = { passed: 0, failed: 0, skipped: 0, done: 0, values: 0, refused: 0, unasked: 0, explained: new Map() };

function count(result) {
	tally.done++;
	if (result.different) tally.failed++;
	else if (result.hangs || result.broken) tally.skipped++;
	else tally.passed++;
	for (const kind of result.kinds) tally[{ ok: 'values', refused: 'refused', unasked: 'unasked' }[kind]]++;
	for (const reason of result.explained) tally.explained.set(reason, (tally.explained.get(reason) || 0) + 1);
	if (result.different) console.log(`\n${result.different}`);
	if (result.broken) console.log(`# case ${result.index}: ${result.broken}`);
	if (result.hangs) console.log(`# case ${result.index}: the Framework did not come back, and was ended`);
	if (tally.done % 500 === 0) console.error(`# ${tally.done} cases, ${tally.failed} failed, ${tally.skipped} skipped`);
}

/* A process that takes one case after the other, until there is none. */
function lane(options, next) {
	return new Promise((resolve) => {
		let child, timer, current;
		const give = () => {
			current = next();
			if (current === null) return end();
			timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
			return child.send(current);
		};
		const end = () => {
			child.removeAllListeners();
			child.disconnect();
			child.once('exit', resolve);
		};
		const hear = (message) => {
			clearTimeout(timer);
			if (message.shrinking) return (timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_SHRINKING));
			if (!message.ready) count(message);
			return give();
		};
		const start = () => {
			child = fork(path.join(__dirname, 'worker.js'), [options.osls, options.slsenv, String(options.seed)],
				{ execArgv: ['--max-old-space-size=800'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
			child.on('message', hear);
			child.on('exit', () => {
				clearTimeout(timer);
				count({ index: current, kinds: [], explained: [], hangs: true });
				start();
			});
		};
		start();
	});
}

function summary() {
	console.log(`# of the answers: ${tally.values} values, ${tally.refused} refused, ${tally.unasked} never asked`);
	for (const [reason, n] of tally.explained) console.log(`# ${n} explained: ${reason}`);
	console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
}

async function main() {
	const options = readArguments(process.argv.slice(2));
	let at = options.from;
	const next = () => (at < options.from + options.count ? at++ : null);

	await Promise.all(Array.from({ length: options.jobs }, () => lane(options, next)));
	summary();
	process.exitCode = tally.failed ? 1 : 0;
}

main().catch((error) => {
	console.error(`run.js: ${error.message}`);
	process.exitCode = 2;
});
