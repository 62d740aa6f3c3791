'use strict';
// How does one case fare: are both asked in the same directory and environment?

const fs = require('fs');
const os = require('os');
const path = require('path');
const { loadFramework, askFramework } = require('./framework');
const { askProgram } = require('./program');
const { compare, ROUND_IN_PARAMS } = require('./compare');

class Trials {
	constructor(dir, name, program) {
		this.modules = loadFramework(path.resolve(dir), name);
		/* By this slsenv knows whose rules apply. */
		this.package = { 'package.json': JSON.stringify({ devDependencies: { [name]: '^3.0.0' } }) };
		this.program = path.resolve(program);
		this.path = process.env.PATH;
		this.top = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'slsenv-differential-')));
		fs.mkdirSync(path.join(this.top, 'home'));
	}

	/* The case's directory, new. */
	prepare(files) {
		const dir = path.join(this.top, 'case');

		process.chdir(this.top);
		fs.rmSync(dir, { recursive: true, force: true });
		fs.mkdirSync(dir);
		for (const [name, text] of Object.entries(files)) {
			fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
			fs.writeFileSync(path.join(dir, name), text);
		}
		return dir;
	}

	/* { framework, program, differences, explained }. `tell` hears of slsenv's answer at once: the Framework may never give its own. */
	async run(test, tell = () => {}) {
		const { argv, environment, files } = test;
		const dir = this.prepare({ ...this.package, ...files });
		const all = { PATH: this.path, HOME: path.join(this.top, 'home'), ...environment };
		const program = askProgram(this.program, dir, all, argv);

		tell(program);
		const framework = await askFramework(this.modules, dir, all, argv);
		const result = compare(framework, program, test);

		if (!framework.hangs || !result.differences.length) return { framework, program, ...result };
		const lazy = compare(await askFramework(this.modules, dir, all, argv, true), program, test);

		return { framework, program, ...(lazy.differences.length ? result : { ...lazy, explained: [ROUND_IN_PARAMS] }) };
	}

	/* With what is in its directory unasked, where that decides. */
	shown(test) {
		return this.modules.lax ? { ...test, files: { ...this.package, ...test.files } } : test;
	}

	end() {
		process.chdir('/');
		fs.rmSync(this.top, { recursive: true, force: true });
	}
}

module.exports = { Trials };
