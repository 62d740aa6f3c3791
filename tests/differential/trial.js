'use strict';
// How does one case fare: are both asked in the same directory and environment?

const fs = require('fs');
const os = require('os');
const path = require('path');
const { loadFramework, askFramework } = require('./framework');
const { askProgram } = require('./program');
const { compare } = require('./compare');

class Trials {
	constructor(osls, program) {
		this.modules = loadFramework(path.resolve(osls));
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
	async run({ argv, environment, files, careless }, tell = () => {}) {
		const dir = this.prepare(files);
		const all = { PATH: this.path, HOME: path.join(this.top, 'home'), ...environment };
		const program = askProgram(this.program, dir, all, argv);

		tell(program);
		const framework = await askFramework(this.modules, dir, all, argv);

		return { framework, program, ...compare(framework, program, careless) };
	}

	end() {
		process.chdir('/');
		fs.rmSync(this.top, { recursive: true, force: true });
	}
}

module.exports = { Trials };
