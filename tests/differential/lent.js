'use strict';
// Does the Framework, run by `slsenv exec`, reach the account that it should, with each kind of profile?
//
//   node lent.js --framework DIR [--framework DIR]... --slsenv PROGRAM --modules DIR
//
// Each framework's DIR is a directory of the package osls or serverless (3.x); in --modules stands what the stand-in for AWS computes
// signatures with (../network/aws/server.js). SLSENV_CREDENTIALS names the helper. `sls` is a program here that asks the package's own class
// for the caller's identity (and osls for the keys of its newer clients, too); the stand-in says whose keys signed that. Prints a
// table; exits with 1 when one cell is wrong. At last AWS says that the keys have expired while it runs.

const { spawn, spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const ACCOUNTS = { dev: '111111111111', prod: '222222222222' };
const role = (stage, source, more = '') => `role_arn = arn:aws:iam::${ACCOUNTS[stage]}:role/${more || 'demo'}\n${source}\n`;
const sso = (stage, start) => `${start}\nsso_account_id = ${ACCOUNTS[stage]}\nsso_role_name = Admin\n`;
const keys = (stage, { [`${stage}_key`]: id, [`${stage}_secret`]: secret }) => `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;

/* Keys for a minute, and of another account when they are renewed, so that one can tell. */
const SHORT = { in: 'config', of: (stage, settings) => `credential_process = ${process.execPath} ${answers(settings)}\n` };

/* Where the profiles of-dev and of-prod stand, and what they are. `usable`: to the Framework itself. */
const KINDS = {
	static: { in: 'credentials', usable: true, of: keys, every: true },
	'role in the credentials file': { in: 'credentials', usable: true, of: (stage) => role(stage, 'source_profile = alice') },
	'config-only': { in: 'config', of: keys },
	process: { in: 'config', every: true, of: (stage, settings) => `credential_process = ${process.execPath} ${answer(stage, settings)}\n` },
	'chain of roles': { in: 'config', of: (stage) => role(stage, 'source_profile = middle') },
	'sso-session': { in: 'config', every: true, of: (stage) => sso(stage, 'sso_session = corp') },
	'legacy SSO': { in: 'config', of: (stage) => sso(stage, 'sso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1') },
	'web identity': { in: 'config', of: (stage) => role(stage, `web_identity_token_file = ${home}/token`, 'web') },
	'login_session (dev)': { in: 'config', accounts: { ...ACCOUNTS, dev: '123456789012' },
		of: (stage, settings) => (stage === 'dev' ? `login_session = ${settings.login_session}\n` : keys(stage, settings)) },
};

/* What is asked: the words of slsenv exec and of sls, and whose account is right. `refused`: where the Framework cannot use the profile
 * itself. `every`: of those kinds only that say so. */
const ASKED = [
	{ slsenv: [], sls: [], right: 'dev' },
	{ slsenv: [], sls: ['--stage', 'prod'], right: 'prod' },
	{ slsenv: ['--aws-profile', 'of-prod'], sls: [], right: 'prod' },
	{ every: true, slsenv: ['--stage', 'prod'], sls: ['--stage', 'prod'], right: 'prod' },
	{ every: true, slsenv: ['--stage', 'prod'], sls: [], right: 'dev' },
	{ every: true, slsenv: [], sls: [], environment: { SLSENV_SET_STAGE: 'prod' }, right: 'dev' },
	{ every: true, slsenv: [], sls: ['--aws-profile', 'of-prod'], right: 'prod' },
	{ every: true, slsenv: ['--aws-profile', 'of-prod'], sls: [], environment: { AWS_DEV_PROFILE: 'of-dev' }, right: 'prod' },
	{ every: true, slsenv: [], sls: [], environment: { AWS_DEV_PROFILE: 'of-dev' }, right: 'dev' },
	{ every: true, slsenv: [], sls: [], environment: { AWS_SDK_LOAD_CONFIG: '1' }, right: 'dev' },
	{ every: true, script: true, slsenv: [], sls: ['--stage', 'prod'], right: 'prod', refused: true },
	{ every: true, script: true, slsenv: ['--stage', 'prod'], sls: ['--stage', 'prod'], right: 'prod' },
];

const asking = process.argv[2] === '--ask';
const home = asking ? process.env.HOME : fs.mkdtempSync(path.join(os.tmpdir(), 'slsenv-lent-'));

function write(file, text, mode) {
	fs.mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
	fs.writeFileSync(path.join(home, file), text, { mode });
}

/* A program that prints the keys of a stage. */
function answer(stage, settings) {
	const printed = { Version: 1, AccessKeyId: settings[`${stage}_key`], SecretAccessKey: settings[`${stage}_secret`] };

	write(`answer-${stage}.js`, `console.log(${JSON.stringify(JSON.stringify(printed))})\n`);
	return path.join(home, `answer-${stage}.js`);
}

function answers({ dev_key: AccessKeyId, dev_secret: SecretAccessKey, prod_key, prod_secret }) {
	const later = { Version: 1, AccessKeyId: prod_key, SecretAccessKey: prod_secret };
	const file = JSON.stringify(path.join(home, 'answered'));

	write('answers.js', `const fs = require('fs'), again = fs.existsSync(${file});
		fs.writeFileSync(${file}, '');
		const printed = again ? ${JSON.stringify(later)} : ${JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey })};
		console.log(JSON.stringify({ ...printed, Expiration: new Date(Date.now() + (again ? 3600 : 70) * 1000).toISOString() }));\n`);
	fs.rmSync(path.join(home, 'answered'), { force: true });
	return path.join(home, 'answers.js');
}

/* What the AWS CLI keeps of those who have signed in. */
function signedIn(settings) {
	const later = (seconds) => new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+/, '');
	const name = (algorithm, text) => require('crypto').createHash(algorithm).update(text).digest('hex');
	const token = JSON.stringify({ startUrl: 'https://corp.awsapps.com/start', region: 'eu-west-1', accessToken: settings.sso_token, expiresAt: later(3000) });

	for (const of of ['corp', 'https://corp.awsapps.com/start']) write(`.aws/sso/cache/${name('sha1', of)}.json`, token, 0o600);
	write(`.aws/login/cache/${name('sha256', settings.login_session)}.json`, JSON.stringify({
		accessToken: { accessKeyId: settings.login_key, secretAccessKey: settings.login_secret, sessionToken: settings.login_token,
			accountId: '123456789012', expiresAt: later(800) },
		tokenType: 'aws_sigv4', clientId: 'arn:aws:signin:::devtools/same-device', refreshToken: settings.login_refresh, idToken: 'x',
		dpopKey: fs.readFileSync(settings.login_pem, 'utf8'),
	}), 0o600);
}

function person(kind, settings) {
	const files = { credentials: `[alice]\n${keys('alice', settings)}`,
		config: `[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n` +
			'[profile middle]\nrole_arn = arn:aws:iam::444455556666:role/middle\nsource_profile = alice\n' };

	for (const stage of ['dev', 'prod']) {
		files[kind.in] += `[${kind.in === 'config' ? 'profile ' : ''}of-${stage}]\n${kind.of(stage, settings)}`;
	}
	for (const file of Object.keys(files)) write(`.aws/${file}`, files[file], 0o600);
	fs.rmSync(path.join(home, 'run'), { recursive: true, force: true });
	fs.mkdirSync(path.join(home, 'run'), { mode: 0o700 });
	signedIn(settings);
}

function service(settings) {
	write('token', settings.web_token);
	write('.config/slsenv/config.ini', '[trust]\npaths = ~/\n[guard]\nstages = live\n');
	write('shop/serverless.yml', 'service: shop\nprovider:\n  name: aws\n  stage: ${opt:stage, \'dev\'}\n' +
		'  profile: ${self:custom.p.${self:provider.stage}}\ncustom:\n  p: {dev: of-dev, prod: of-prod}\n');
	write('bin/sls', `#!/bin/sh\nexec '${process.execPath}' '${__filename}' --ask "$@"\n`, 0o755);
	write('bin/script', '#!/bin/sh\nexec sls "$@"\n', 0o755);
}

const account = async (provider) => (await provider.request('STS', 'getCallerIdentity', {})).Account;

/* The next request is refused as one of expired keys, once the file has others. That they were fetched a moment ago is forgotten: within a
 * minute it would not be tried again. */
async function expire() {
	const file = process.env.AWS_SHARED_CREDENTIALS_FILE, before = fs.readFileSync(file, 'utf8'), dir = path.dirname(file);

	for (const name of fs.readdirSync(dir).filter((one) => one.startsWith('attempt.'))) fs.rmSync(path.join(dir, name));
	while (fs.readFileSync(file, 'utf8') === before) await new Promise((resolve) => setTimeout(resolve, 100));
	fs.writeFileSync(path.join(home, 'aws/faults'), 'GetCallerIdentity refuse 403 ExpiredToken The security token is expired x1\n');
}

/* Run in sls's place: what the Framework's class reaches, as one word. */
async function ask(framework, options) {
	const AwsProvider = require(path.join(framework, 'lib/plugins/aws/provider.js'));
	const stage = options.stage || 'dev';
	const provider = Object.assign(Object.create(AwsProvider.prototype), { options, cachedCredentials: null, awsSdkV3CredentialsProviders: new Map(),
		serverless: { service: { provider: { name: 'aws', stage, region: 'eu-west-1', profile: `of-${stage}` } }, processedInput: { options } } });

	try {
		const reached = await account(provider);

		if (process.env.EXPIRES) return `${reached}, then ${await expire().then(() => account(provider))}`;
		if (!provider.getAwsSdkV3CredentialsProvider) return reached;
		const { accessKeyId } = await provider.getAwsSdkV3CredentialsProvider()();
		return accessKeyId === provider.getCredentials().credentials.accessKeyId ? reached : `${reached}, and newer clients have other keys`;
	} catch (error) {
		return error.code === 'UNRECOGNIZED_AWS_PROFILE' ? 'refused' : error.stack;
	}
}

function reached({ program, framework, settings }, asked) {
	const run = spawnSync(program, ['exec', ...asked.slsenv, '--', asked.script ? 'script' : 'sls', ...asked.sls], {
		cwd: path.join(home, 'shop'), encoding: 'utf8', timeout: 60000,
		env: { PATH: `${home}/bin:${process.env.PATH}`, HOME: home, XDG_RUNTIME_DIR: path.join(home, 'run'), FRAMEWORK: framework,
			SLSENV_CREDENTIALS: process.env.SLSENV_CREDENTIALS || '', HTTPS_PROXY: settings.plain, AWS_CA_BUNDLE: settings.ca,
			NODE_EXTRA_CA_CERTS: settings.ca, ...asked.environment },
	});

	return run.stdout.trim() || run.stderr.trim() || `status ${run.status}`;
}

/* The stand-in for AWS; it ends with this process. */
async function server(modules) {
	const aws = path.join(__dirname, '../network/aws'), dir = path.join(home, 'aws');

	fs.mkdirSync(dir, { mode: 0o700 });
	if (spawnSync('sh', [path.join(aws, 'certificates.sh'), dir], { stdio: 'inherit' }).status !== 0) throw new Error('no certificates');
	const child = spawn(process.execPath, [path.join(aws, 'server.js'), dir], { stdio: 'inherit', env: { ...process.env, NODE_PATH: path.resolve(modules) } });
	while (!fs.existsSync(path.join(dir, 'settings'))) {
		if (child.exitCode !== null) throw new Error('the stand-in for AWS does not start');
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const lines = fs.readFileSync(path.join(dir, 'settings'), 'utf8').trim().split('\n');
	return { child, settings: Object.fromEntries(lines.map((line) => /^(\w+)='(.*)'$/.exec(line).slice(1))) };
}

function report(text, got, wanted) {
	const right = got === wanted;

	console.log(`${right ? 'ok' : 'not ok'} - ${text}: ${got}${right ? '' : `, not ${wanted}`}`);
	return right;
}

function row(tested, name, asked) {
	const kind = KINDS[name], wanted = asked.refused && !kind.usable ? 'refused' : (kind.accounts || ACCOUNTS)[asked.right];
	const words = [...Object.entries(asked.environment || {}).map((pair) => pair.join('=')), 'slsenv exec', ...asked.slsenv, '--',
		asked.script ? './script' : 'sls', ...asked.sls].join(' ');

	return report(`${tested.name}, ${name}, ${words}`, reached(tested, asked), wanted);
}

function renewal(tested) {
	person(SHORT, tested.settings);
	const got = reached(tested, { slsenv: [], sls: [], environment: { EXPIRES: '1' } });
	fs.rmSync(path.join(home, 'aws/faults'), { force: true });
	return report(`${tested.name}, process, AWS says ExpiredToken when there are new keys`, got, `${ACCOUNTS.dev}, then ${ACCOUNTS.prod}`);
}

async function main(argv) {
	const option = (name) => argv.filter((_, i) => argv[i - 1] === name).map((text) => path.resolve(text));
	const { child, settings } = await server(option('--modules')[0]);
	let passed = 0, failed = 0;

	service(settings);
	for (const framework of option('--framework')) {
		const { name, version } = JSON.parse(fs.readFileSync(path.join(framework, 'package.json'), 'utf8'));
		const tested = { program: option('--slsenv')[0], framework, settings, name: `${name} ${version}` };
		const count = (right) => (right ? passed++ : failed++);

		for (const kind of Object.keys(KINDS)) {
			person(KINDS[kind], settings);
			for (const asked of ASKED.filter(({ every }) => !every || KINDS[kind].every)) count(row(tested, kind, asked));
		}
		count(renewal(tested));
	}
	child.kill();
	fs.rmSync(home, { recursive: true, force: true });
	console.log(`${passed} passed, ${failed} failed, 0 skipped`);
	process.exitCode = failed || !passed ? 1 : 0;
}

if (asking) {
	const words = process.argv.slice(3), options = {};

	for (let i = 0; i < words.length; i += 2) options[words[i].slice(2)] = words[i + 1];
	ask(process.env.FRAMEWORK, options).then((word) => console.log(word));
} else {
	main(process.argv.slice(2));
}
