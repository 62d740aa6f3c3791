#!/usr/bin/env node
// Does slsenv agree with recorded answers of the real programs, over many services at once?
//
// run.js --slsenv PROGRAM --shared DIRECTORY [--slsenv-credentials PROGRAM [--modules NODE_MODULES]]: DIRECTORY has
// vectors/serverless/*/case.json, corpus/*/expect.json and vectors/aws/*/case.json (credentials.js), as the project's founders keep them
// beside the checkout (they are not part of it). `bootstrap check` runs this where they are. Each answer must be the recorded one;
// `unresolved` counts only where a program, AWS or a plugin is needed to know. Prints what differs, and three figures.
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const credentialsOf = require('./credentials.js');

// Where ours is another answer on purpose.
const DIFFERS = {
	219: 'we look for the service upwards',
	220: 'we look for the service upwards',
	279: 'a v4 block without a word about the version: v3 and v4 differ, so it is undecided',
	280: 'in a compose root we say which services there are',
	385: 'a profile that is a map is refused',
	421: 'a link that was copied as a file',
	422: 'a link that was copied as a file',
};
const NEEDS_MORE = /\$\{\s*(ssm|cf|s3|aws|git|terraform|vault|doppler|output|plugin|custom[a-z]+)\b|file\([^)]*\.(js|ts|mjs|cjs)|\$\{[a-z]*-?[a-z]+\(/i;

const options = {};
for (let i = 2; i + 1 < process.argv.length; i += 2) options[process.argv[i].slice(2)] = process.argv[i + 1];
if (!options.slsenv || !options.shared) {
	console.error('usage: run.js --slsenv PROGRAM --shared DIRECTORY');
	process.exit(2);
}
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'slsenv-shared.'));
const program = path.resolve(options.slsenv);
const shared = path.resolve(options.shared);
const figures = { passed: 0, failed: 0, skipped: 0, 'by design': 0, unresolved: 0 };

function ask(command, directory, environment, words) {
	const run = spawnSync(program, [command, '--json', ...words], {
		cwd: directory, env: { PATH: process.env.PATH, HOME: home, ...environment }, encoding: 'utf8', timeout: 20000,
	});
	let json = null;
	try {
		json = JSON.parse(run.stdout);
	} catch {
		// no answer is an answer
	}
	return { status: run.status, json, err: run.stderr };
}

function words(c) {
	const list = [];
	for (const [name, value] of Object.entries(c.args || {})) {
		if (value === null) continue;
		if (Array.isArray(value)) for (const each of value) list.push(`--${name}=${each}`);
		else if (value === true) list.push(`--${name}`);
		else list.push(`--${name}`, String(value));
	}
	return [...list, ...(c.argv || [])];
}

function environment(c, directory) {
	return Object.fromEntries(Object.entries(c.env || {}).map(([k, v]) => [k, v.replaceAll('@DIR@', directory)]));
}

function files(directory) {
	return fs.readdirSync(directory, { recursive: true, withFileTypes: true })
		.filter((f) => f.isFile() && f.name !== 'case.json')
		.map((f) => path.join(f.parentPath || f.path, f.name));
}

function needsMore(directory) {
	return files(directory).some((f) => /\.(js|ts|mjs|cjs)$/.test(f) ||
		(/\.(ya?ml|json)$/.test(f) && NEEDS_MORE.test(fs.readFileSync(f, 'utf8'))));
}

function result(kind, what, ...details) {
	figures[kind]++;
	if (kind === 'failed') console.log(`not ok - ${what}\n#   ${details.join('\n#   ').slice(0, 1200)}`);
}

const same = (e, got) => (e.error ? got === 'error' : Array.isArray(got) && got[0] === e.stage && got[1] === e.profile && got[2] === e.region);

function vector(name) {
	const directory = path.join(shared, 'vectors/serverless', name);
	const c = JSON.parse(fs.readFileSync(path.join(directory, 'case.json'), 'utf8'));
	const at = path.join(directory, c.cwd || '');
	const { status, json, err } = ask('status', at, environment(c, directory), words(c));
	const expected = [c.expect, c.lenient, c.expect_v3].filter(Boolean);
	const got = status === 5 ? 'unresolved' : !json || json.state === 'error' ? 'error' : [json.stage, json.profile, json.region];

	if (expected.some((e) => same(e, got))) result('passed', name);
	else if (DIFFERS[Number(name.slice(0, 3))]) result('by design', name);
	else if (got === 'unresolved' && needsMore(directory)) result('unresolved', name);
	else result('failed', name, `got ${JSON.stringify(got)}`, ...expected.map((e) => `recorded ${JSON.stringify(e)}`), err);
	if (c.expect_creds) credentials(name, at, directory, c);
}

function credentials(name, at, directory, c) {
	const { json } = ask('why', at, environment(c, directory), words(c));
	const rows = (json && json.credentials && json.credentials.framework) || [];
	const refused = rows.filter((r) => r.refused).pop();
	const used = rows.find((r) => r.used);
	let got;

	if (refused) got = { error: refused.refused };
	else if (!used) got = { source: 'default-chain' };
	else if (used.profile) got = { source: 'profile', profile: used.profile };
	else got = { source: 'env', prefix: used.name.replace('_ACCESS_KEY_ID', '') };
	const e = c.expect_creds;
	const wanted = Object.fromEntries(['error', 'source', 'profile', 'prefix'].filter((k) => k in e).map((k) => [k, e[k]]));
	const equal = Object.keys({ ...got, ...wanted }).every((k) => got[k] === wanted[k]);
	result(equal ? 'passed' : 'failed', `${name}: credentials`, `got ${JSON.stringify(got)}`, `recorded ${JSON.stringify(wanted)}`);
}

function service(name) {
	const directory = path.join(shared, 'corpus', name);
	const meta = JSON.parse(fs.readFileSync(path.join(directory, 'meta.json'), 'utf8'));

	if (!fs.existsSync(path.join(directory, meta.path, meta.config))) {
		console.log(`# corpus ${name}: ${meta.config} is not there # SKIP`);
		figures.skipped++;
		return;
	}
	for (const e of JSON.parse(fs.readFileSync(path.join(directory, 'expect.json'), 'utf8'))) {
		const { status, json, err } = ask('status', path.join(directory, meta.path), {}, e.args);
		const undecided = !json || status === 1 || status === 5;
		const v4 = json && (json.framework === 'v4' || (json.unresolved || []).some((u) => /v4/.test(u.reason)));

		for (const key of ['stage', 'profile']) {
			const wanted = e.props[key];
			const got = json ? json[key] : null;
			const what = `corpus ${name} ${e.args.join(' ')}: ${key}`;

			if (wanted.status === 'ok' ? json && got === wanted.value : got === null && undecided) result('passed', what);
			else if (v4) result('by design', what); // recorded with osls, which follows other rules
			else if (got === null && status === 5 && needsMore(directory)) result('unresolved', what);
			else result('failed', what, `got ${JSON.stringify(got)}, status ${status}`, `recorded ${JSON.stringify(wanted)}`, err);
		}
	}
}

const list = (d) => (fs.existsSync(path.join(shared, d)) ? fs.readdirSync(path.join(shared, d)).filter((n) => /^[0-9]/.test(n)).sort() : []);

async function main() {
	list('vectors/serverless').forEach(vector);
	list('corpus').forEach(service);
	fs.rmSync(home, { recursive: true, force: true });
	if (options['slsenv-credentials'])
		await credentialsOf({ program: path.resolve(options['slsenv-credentials']), shared, modules: options.modules }, result);
	console.log(`# ${figures.unresolved} unresolved where a program, AWS or a plugin decides; ${figures['by design']} other answers on purpose`);
	console.log(`${figures.passed + figures['by design'] + figures.unresolved} passed, ${figures.failed} failed, ${figures.skipped} skipped`);
	process.exit(figures.failed || !figures.passed ? 1 : 0);
}

main();
