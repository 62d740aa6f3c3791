'use strict';
// What does slsenv say?

const { spawnSync } = require('child_process');

/* { code, json, error }: `code` is null when it crashed or did not come back. */
function askProgram(program, dir, environment, words) {
	const run = spawnSync(program, ['status', '--json', ...words], {
		cwd: dir,
		env: environment,
		timeout: 20000,
		encoding: 'utf8',
	});

	return { code: run.status, signal: run.signal, json: parsed(run.stdout), error: run.stderr || '' };
}

function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

module.exports = { askProgram };
