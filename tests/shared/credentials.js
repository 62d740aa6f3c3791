// Does `slsenv-credentials get` give what botocore was recorded to give?
//
// DIRECTORY/vectors/aws/*/case.json, see run.js. A case that needs AWS gets a stand-in, DIRECTORY/oracle/fakests/fakests.js, whose modules
// are in `modules`; without them it is skipped.
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawn, spawnSync } = require('child_process');

const SERVICES = ['STS', 'SSO', 'SSO_OIDC', 'SIGNIN'];
const SIGN_IN = ['EOFError', 'SSOTokenLoadError', 'UnauthorizedSSOTokenError', 'TokenRetrievalError', 'LoginTokenLoadError'];
// Where botocore's text is Python's own, or a question to a person: what ours says instead.
const OTHER_WORDS = {
	EOFError: 'MFA token required', JSONDecodeError: 'is not a JSON object', RuntimeError: 'refreshed credentials are still expired',
};

async function server(shared, modules) {
	const script = path.join(shared, 'oracle/fakests/fakests.js');
	if (!modules || !fs.existsSync(script) || !fs.existsSync(path.join(modules, '@smithy/signature-v4')) ||
		!fs.existsSync(path.join(modules, 'aws4'))) return null;
	const child = spawn('node', [script], { env: { ...process.env, NODE_PATH: path.resolve(modules) }, stdio: ['ignore', 'pipe', 'inherit'] });
	const port = await new Promise((resolve, reject) => {
		let text = '';
		child.stdout.on('data', (bytes) => {
			text += bytes;
			if (/^PORT \d+\n/.test(text)) resolve(text.slice(5).trim());
		});
		child.on('exit', () => reject(new Error('the stand-in for AWS does not start')));
	});
	return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

function lay(directory) {
	const home = fs.mkdtempSync(path.join(os.tmpdir(), 'slsenv-shared.'));
	if (fs.existsSync(path.join(directory, 'home'))) fs.cpSync(path.join(directory, 'home'), home, { recursive: true });
	for (const f of fs.readdirSync(home, { recursive: true })) {
		const file = path.join(home, f);
		fs.chmodSync(file, fs.statSync(file).isDirectory() ? 0o700 : 0o600);
	}
	return home;
}

function environment(c, directory, home, url) {
	const file = (name) => path.join(directory, fs.existsSync(path.join(directory, name)) ? name : 'no such file');
	const env = {
		PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: file('config'),
		AWS_SHARED_CREDENTIALS_FILE: file('credentials'),
	};
	if (url) for (const name of SERVICES) env[`AWS_ENDPOINT_URL_${name}`] = url;
	else env.HTTPS_PROXY = 'http://127.0.0.1:1'; // where nobody listens: AWS itself is never asked
	if (c.profile_via === 'env') env.AWS_PROFILE = c.profile;
	for (const [k, v] of Object.entries(c.env || {})) {
		if (v === null) delete env[k];
		else env[k] = v.replaceAll('@DIR@', directory).replaceAll('@HOME@', home);
	}
	return env;
}

function ask(program, c, directory, env) {
	const words = ['get'];
	if (c.profile !== undefined && c.profile_via !== 'env') words.push('--profile', c.profile);
	if (c.mode && c.mode !== 'cli2') words.push('--boto3');
	if (c.mfa_code) words.push('--mfa-stdin');
	const run = spawnSync(program, words, {
		cwd: directory, env, encoding: 'utf8', timeout: 60000, input: c.mfa_code ? `protocol=1\nMfaCode=${c.mfa_code}\n` : '',
	});
	return { status: run.status, json: run.status === 0 ? JSON.parse(run.stdout) : null, err: run.stderr };
}

const wordsOf = (text) => text.toLowerCase().match(/[a-z0-9]+/g) || [];

// Every word of botocore's sentence stands in ours, in this order; what ours says more is a place, a name, the next step. The path of a
// file that cannot be parsed stands before the sentence.
function sameError(e, got) {
	const text = e.error.replace('The provided profile or the current environment', 'profile'); // it was named: it is the profile
	const unparsed = /^(Unable to parse config file): (.*)$/.exec(text);
	const sentence = unparsed ? `${unparsed[2]} ${unparsed[1]}` : OTHER_WORDS[e.error_type] || text.split(/\.(?:\s|$)/)[0];
	const theirs = wordsOf(sentence);
	for (const word of wordsOf(got.err)) if (word === theirs[0]) theirs.shift();
	return !theirs.length && got.status === (SIGN_IN.includes(e.error_type) || /MultiFactorAuthentication failed/.test(e.error) ? 4 : 1);
}

function sameKeys(e, j) {
	const until = e.expiration === '@FUTURE@' ? Date.parse(j.Expiration) > Date.now() :
		(e.expiration ? Date.parse(e.expiration) : undefined) === (j.Expiration && Date.parse(j.Expiration));
	// We know more accounts than botocore.
	return e.access_key === j.AccessKeyId && e.secret_key === j.SecretAccessKey && (e.token || '') === (j.SessionToken || '') && until &&
		(!e.account_id || e.account_id === j.AccountId);
}

function vector(options, name, result, url) {
	const directory = path.join(options.shared, 'vectors/aws', name);
	const c = JSON.parse(fs.readFileSync(path.join(directory, 'case.json'), 'utf8'));
	const e = c.expect;
	if (c.input.fakests && !url) {
		console.log(`# ${name}: aws4 and @smithy/signature-v4 are not installed # SKIP`);
		result('skipped', name);
		return;
	}
	const home = lay(directory);
	const got = ask(options.program, c.input, directory, environment(c.input, directory, home, c.input.fakests && url));
	fs.rmSync(home, { recursive: true, force: true });
	const recorded = e.error && e.error.replaceAll('@DIR@', directory).replaceAll('@HOME@', home);
	const same = e.error ? !got.json && sameError({ ...e, error: recorded }, got) : got.json && sameKeys(e, got.json);
	result(same ? 'passed' : 'failed', `aws ${name}`, `got status ${got.status} ${JSON.stringify(got.json)}`, got.err.trim(),
		`recorded ${JSON.stringify(e)}`);
}

// options: program, shared, modules. result(KIND, WHAT, DETAIL...) is told of each case.
module.exports = async function credentials(options, result) {
	const list = path.join(options.shared, 'vectors/aws');
	if (!fs.existsSync(list)) return;
	const aws = await server(options.shared, options.modules);
	try {
		for (const name of fs.readdirSync(list).filter((n) => /^[0-9]/.test(n)).sort()) vector(options, name, result, aws && aws.url);
	} finally {
		if (aws) aws.stop();
	}
};
