'use strict';
// Which credentials do the real programs use in an environment? Prints the table of cases/consumers.txt anew.
//
//   node consumers.js --modules DIR <../cases/consumers.txt
//
// DIR: a node_modules directory with osls@3, serverless@3 and @aws-sdk/credential-providers. botocore comes from python3; with the AWS
// CLI's own order of variables, which is another one, it stands in for the CLI. What v4 does is its call of the SDK's chain.

const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const modules = path.resolve(process.argv[process.argv.indexOf('--modules') + 1]);
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'slsenv-consumers-'));

const FRAMEWORK = `
	const [modules, name, profile] = process.argv.slice(1);
	const AwsProvider = require(modules + '/' + name + '/lib/plugins/aws/provider.js');
	const options = {};
	const provider = Object.assign(Object.create(AwsProvider.prototype), { options, cachedCredentials: null, serverless: {
		service: { provider: { name: 'aws', stage: 'dev', profile: profile || undefined } }, processedInput: { options } } });
	const AWS = require(require.resolve('aws-sdk', { paths: [modules + '/' + name] }));
	const last = (credentials) => console.log(credentials ? credentials.accessKeyId : 'nothing');
	try {
		const { credentials } = provider.getCredentials();
		if (credentials) last(credentials);
		else new AWS.CredentialProviderChain([() => new AWS.EnvironmentCredentials('AWS'), () => new AWS.SharedIniFileCredentials()])
			.resolve((error, found) => last(error ? null : found));
	} catch (error) {
		console.log(error.code === 'UNRECOGNIZED_AWS_PROFILE' ? 'error' : error.message);
	}`;
const CHAIN = `
	const [modules, profile] = process.argv.slice(1);
	const { fromNodeProviderChain } = require(modules + '/@aws-sdk/credential-providers');
	const named = profile || process.env.AWS_PROFILE;
	fromNodeProviderChain(profile ? { profile } : {})().then((c) => console.log(c.accessKeyId), () => console.log(named ? 'error' : 'nothing'));`;
const BOTOCORE = `
import sys, botocore.session
order = {'profile': (None, ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'], None, None)} if sys.argv[1] == 'cli' else None
try:
	found = botocore.session.Session(session_vars=order).get_credentials()
	print(found.get_frozen_credentials().access_key if found else 'nothing')
except Exception:
	print('error')`;

function profile(name) {
	return `[${name}]\naws_access_key_id = AKIA${name.toUpperCase()}\naws_secret_access_key = x\n`;
}

function person() {
	fs.mkdirSync(path.join(home, '.aws'));
	fs.writeFileSync(path.join(home, '.aws/credentials'), ['default', 'stat', 'other'].map(profile).join(''));
	fs.writeFileSync(path.join(home, '.aws/config'), profile('conf').replace('[', '[profile '));
	fs.writeFileSync(path.join(home, 'bare'), ['stat', 'other'].map(profile).join(''));
}

function environment(words) {
	const env = { PATH: process.env.PATH, HOME: home, AWS_EC2_METADATA_DISABLED: 'true' };

	for (const word of words.split(' ').filter(Boolean)) env[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1).replace('@', home);
	return env;
}

function answers(name, words) {
	const env = environment(words);
	const run = (program, args) => spawnSync(program, args, { env, cwd: home, encoding: 'utf8' }).stdout.trim().split('\n').pop();
	const [osls, v3] = ['osls', 'serverless'].map((framework) => run(process.execPath, ['-e', FRAMEWORK, modules, framework, name]));

	if (osls !== v3) throw new Error(`osls says ${osls}, serverless ${v3}: ${name} | ${words}`);
	return [v3, run(process.execPath, ['-e', CHAIN, modules, name]), run('python3', ['-c', BOTOCORE, 'cli']), run('python3', ['-c', BOTOCORE, 'boto3']),
		run(process.execPath, ['-e', CHAIN, modules, ''])].map((key) => key.replace(/^AKIA/, '').toLowerCase());
}

person();
for (const line of fs.readFileSync(0, 'utf8').split('\n').slice(0, -1)) {
	const [name, words] = line.split('|').map((part) => part.trim());

	console.log(line.startsWith('#') ? line : `${name} | ${words} | ${answers(name, words).join(' ')}`);
}
fs.rmSync(home, { recursive: true, force: true });
