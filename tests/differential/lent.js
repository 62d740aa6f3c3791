'use strict';
// Does the Framework, run by `slsenv exec`, reach the account that it should?
//
//   node lent.js --framework DIR [--framework DIR]... --slsenv PROGRAM
//
// DIR is a directory of the package osls or serverless (3.x). Its own class is asked, in a process that slsenv exec has become,
// whose credentials it would use: for each kind of profile, with and without --stage. Prints a table; exits with 1 when one cell is
// wrong. The keys of roles and SSO come from a credential_process of their own here: what fetches them is not the question.

const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const KINDS = {
	static: { credentials: (p, k) => keys(p, k) },
	'config-only': { config: (p, k) => keys(`profile ${p}`, k) },
	process: { config: (p, k) => `[profile ${p}]\ncredential_process = ${process.execPath} ${answer(k)}\n` },
};

/* What is asked, and whose keys have to come: of dev, of prod, or none at all (the Framework refuses). `framework` and `slsenv` are the
 * options that each of them gets. */
const ASKED = [
	{ name: 'no stage', slsenv: [], framework: {}, reached: { static: 'dev', 'config-only': 'dev', process: 'dev' } },
	{ name: 'exec --stage prod, sls --stage prod', slsenv: ['--stage', 'prod'], framework: { stage: 'prod' },
		reached: { static: 'prod', 'config-only': 'prod', process: 'prod' } },
	{ name: 'exec, sls --stage prod', slsenv: [], framework: { stage: 'prod' },
		reached: { static: 'prod', 'config-only': 'refused', process: 'refused' } },
	{ name: 'exec --aws-profile of prod', slsenv: ['--aws-profile', 'of-prod'], framework: {},
		reached: { static: 'prod', 'config-only': 'prod', process: 'prod' } },
	{ name: 'exec --aws-profile of prod, AWS_DEV_PROFILE of dev', slsenv: ['--aws-profile', 'of-prod'], framework: {},
		environment: { AWS_DEV_PROFILE: 'of-dev' }, reached: { static: 'prod', 'config-only': 'prod', process: 'prod' } },
	{ name: 'exec, sls --aws-profile of dev', slsenv: [], framework: { 'aws-profile': 'of-dev' },
		reached: { static: 'dev', 'config-only': 'dev', process: 'dev' } },
	{ name: 'AWS_SDK_LOAD_CONFIG', slsenv: [], framework: {}, environment: { AWS_SDK_LOAD_CONFIG: '1' },
		reached: { static: 'dev', 'config-only': 'dev', process: 'dev' } },
	{ name: 'AWS_DEV_PROFILE of dev', slsenv: [], framework: {}, environment: { AWS_DEV_PROFILE: 'of-dev' },
		reached: { static: 'dev', 'config-only': 'dev', process: 'dev' } },
];

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'slsenv-lent-'));

function keys(section, stage) {
	return `[${section}]\naws_access_key_id = AKIAOF${stage.toUpperCase()}\naws_secret_access_key = secret/of/${stage}\n`;
}

/* A program that prints the keys of a stage. */
function answer(stage) {
	const file = path.join(home, `answer-${stage}.js`);
	const printed = { Version: 1, AccessKeyId: `AKIAOF${stage.toUpperCase()}`, SecretAccessKey: `secret/of/${stage}`, SessionToken: `token/of/${stage}`,
		Expiration: new Date(Date.now() + 3600000).toISOString() };

	fs.writeFileSync(file, `console.log(${JSON.stringify(JSON.stringify(printed))})\n`);
	return file;
}

function write(file, text) {
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(file, text);
}

function person(kind) {
	const of = (file) => (KINDS[kind][file] ? ['dev', 'prod'].map((stage) => KINDS[kind][file](`of-${stage}`, stage)).join('') : '');

	write(path.join(home, '.aws/config'), of('config'));
	write(path.join(home, '.aws/credentials'), of('credentials'));
	write(path.join(home, '.config/slsenv/config.ini'), '[trust]\npaths = ~/\n[guard]\nstages = live\n');
	write(path.join(home, 'shop/serverless.yml'), 'service: shop\nprovider:\n  name: aws\n  stage: ${opt:stage, \'dev\'}\n' +
		'  profile: ${self:custom.p.${self:provider.stage}}\ncustom:\n  p: {dev: of-dev, prod: of-prod}\n');
	fs.rmSync(path.join(home, 'run'), { recursive: true, force: true });
	fs.mkdirSync(path.join(home, 'run'), { mode: 0o700 });
}

/* Run in the command's place: what the Framework's class says, as one word. */
function ask(directory, options) {
	const AwsProvider = require(path.join(directory, 'lib/plugins/aws/provider.js'));
	const stage = options.stage || 'dev';
	const provider = Object.assign(Object.create(AwsProvider.prototype), { options, cachedCredentials: null,
		serverless: { service: { provider: { name: 'aws', stage, profile: `of-${stage}` } }, processedInput: { options } } });

	try {
		const { credentials } = provider.getCredentials();

		return credentials ? { AKIAOFDEV: 'dev', AKIAOFPROD: 'prod' }[credentials.accessKeyId] || 'unknown' : 'none';
	} catch (error) {
		return error.code === 'UNRECOGNIZED_AWS_PROFILE' ? 'refused' : error.message;
	}
}

function reached(program, framework, asked) {
	const words = Object.entries(asked.framework).flatMap(([name, value]) => [`--${name}`, value]);
	const run = spawnSync(program, ['exec', ...asked.slsenv, '--', process.execPath, __filename, '--ask', framework, ...words], {
		cwd: path.join(home, 'shop'), encoding: 'utf8', timeout: 60000,
		env: { PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: path.join(home, 'run'), SLSENV_CREDENTIALS: process.env.SLSENV_CREDENTIALS || '',
			...asked.environment },
	});

	return run.stdout.trim() || run.stderr.trim() || `status ${run.status}`;
}

function main(argv) {
	const frameworks = argv.filter((_, i) => argv[i - 1] === '--framework').map((dir) => path.resolve(dir));
	const program = path.resolve(argv[argv.indexOf('--slsenv') + 1]);
	let passed = 0, failed = 0;

	for (const framework of frameworks) {
		const { name, version } = JSON.parse(fs.readFileSync(path.join(framework, 'package.json'), 'utf8'));

		for (const kind of Object.keys(KINDS)) {
			person(kind);
			for (const asked of ASKED) {
				const got = reached(program, framework, asked), right = got === asked.reached[kind];

				console.log(`${right ? 'ok' : 'not ok'} - ${name} ${version}, ${kind}, ${asked.name}: ${got}${right ? '' : `, not ${asked.reached[kind]}`}`);
				if (right) passed++;
				else failed++;
			}
		}
	}
	fs.rmSync(home, { recursive: true, force: true });
	console.log(`${passed} passed, ${failed} failed, 0 skipped`);
	process.exitCode = failed || !passed ? 1 : 0;
}

if (process.argv[2] === '--ask') {
	const words = process.argv.slice(4), options = {};

	for (let i = 0; i < words.length; i += 2) options[words[i].slice(2)] = words[i + 1];
	fs.rmdirSync(home);
	console.log(ask(process.argv[3], options));
} else {
	main(process.argv.slice(2));
}
