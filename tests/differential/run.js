'use strict';
// Does slsenv decide as the Framework does, over any number of generated services?
//
//   node run.js --osls DIR --slsenv PROGRAM --seed N --count M [--jobs J] [--from I]
//   node run.js --serverless DIR ...
//
// DIR is where `npm install osls@3`, or `npm install serverless@3`, was run. Each difference is shrunk and printed as a case for tests/cases/decide, with the seed
// and the number that lead to it (--from I --count 1 asks it again). Exits with 1 when there was one.

const { fork } = require('child_process');
const path = require('path');
const { ENDLESS } = require('./compare');

const PATIENCE = 20000,
	PATIENCE_SHRINKING = 180000;

function readArguments(argv) {
	const options = { osls: null, serverless: null, slsenv: null, seed: 1, count: 1000, jobs: 1, from: 0 };

	for (let i = 0; i < argv.length; i += 2) {
		const name = argv[i].replace(/^--/, '');

		if (!(name in options) || argv[i + 1] === undefined) throw new Error(`what is ${argv[i]}?`);
		options[name] = typeof options[name] === 'number' ? Number(argv[i + 1]) : argv[i + 1];
	}
	if (!options.osls === !options.serverless || !options.slsenv)
		throw new Error('--osls DIR or --serverless DIR, and --slsenv PROGRAM, are needed');
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
	if (tally.done % 500 === 0)
		console.error(`# ${tally.done} cases, ${tally.failed} failed, ${tally.skipped} skipped`);
}

/* A process that takes one case after the other, until there is none. */
class Lane {
	constructor(options, next) {
		this.words = [
			options.osls || options.serverless,
			options.osls ? 'osls' : 'serverless',
			options.slsenv,
			String(options.seed),
		];
		this.next = next;
	}

	run() {
		return new Promise((resolve, reject) => {
			this.resolve = resolve;
			this.reject = reject;
			this.start();
		});
	}

	start() {
		const options = {
			execArgv: ['--max-old-space-size=800'],
			stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		};

		this.child = fork(path.join(__dirname, 'worker.js'), this.words, options);
		this.child.on('message', (message) => this.hear(message));
		this.child.on('exit', () => this.lose());
		this.current = undefined;
	}

	/* Ends it when it is silent for too long. */
	wait(patience) {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.child.kill('SIGKILL'), patience);
	}

	hear(message) {
		if (message.refuses !== undefined) return (this.refuses = message.refuses);
		if (message.unshrunk) return ((this.unshrunk = message.unshrunk), this.wait(PATIENCE_SHRINKING));
		clearTimeout(this.timer);
		if (!message.ready) count(message);
		return this.give();
	}

	give() {
		this.current = this.next();
		this.refuses = false;
		this.unshrunk = null;
		if (this.current === null) return this.end();
		this.wait(PATIENCE);
		return this.child.send(this.current);
	}

	/* It hangs, or has used up its memory; or it never came up. */
	lose() {
		clearTimeout(this.timer);
		if (this.current === undefined)
			return this.reject(new Error(`worker.js does not start: is ${this.words[1]} below ${this.words[0]}?`));
		count({
			index: this.current,
			kinds: [],
			explained: this.refuses ? [ENDLESS] : [],
			different: this.unshrunk,
			hangs: !this.refuses,
		});
		return this.start();
	}

	end() {
		this.child.removeAllListeners();
		this.child.once('exit', this.resolve);
		this.child.disconnect();
	}
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

	await Promise.all(Array.from({ length: options.jobs }, () => new Lane(options, next).run()));
	summary();
	process.exitCode = tally.failed ? 1 : 0;
}

main().catch((error) => {
	console.error(`run.js: ${error.message}`);
	process.exitCode = 2;
});
