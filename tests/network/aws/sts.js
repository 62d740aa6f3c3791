'use strict';
// What does STS answer? The Query protocol: a form in, XML out.
//
// What a role demands stands in its name: `denied`, `mfa` (one of alice's devices, code 123456), `external` (ExternalId ext/1).

const { verify } = require('./signature');
const { Refusal } = require('./refusal');

const VERSION = '2011-06-15';
const PATHS = ['/', '/a/path']; // the second is that of a gateway, without a slash at its end
const NAMESPACE = `https://sts.amazonaws.com/doc/${VERSION}/`;
const SECRET = new Set(['WebIdentityToken', 'TokenCode']);
const SERIAL = 'arn:aws:iam::123456789012:mfa/alice', PHONE = 'arn:aws:iam::123456789012:mfa/phone';

const escape = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const element = ([name, value]) => `<${name}>${value && typeof value === 'object' ? Object.entries(value).map(element).join('\n') : escape(value)}</${name}>`;
const moment = (ms) => new Date(ms).toISOString().replace(/\.\d+/, '');
const invalid = (what) => new Refusal(400, 'ValidationError', `1 validation error detected: ${what}`);

function within(parameters, name, most, otherwise, least = 900) {
	const seconds = Number(parameters[name] ?? otherwise);

	if (!Number.isInteger(seconds) || seconds < least || seconds > most) throw invalid(`Value '${parameters[name]}' at '${name}'`);
	return seconds;
}

function checkCode(parameters) {
	if (![SERIAL, PHONE].includes(parameters.SerialNumber) || parameters.TokenCode !== '123456') {
		throw new Refusal(403, 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ');
	}
}

function credentials(caller) {
	return { AccessKeyId: caller.key, SecretAccessKey: caller.secret, SessionToken: caller.token, Expiration: moment(caller.until) };
}

function assume(server, parameters, seed) {
	const [, partition, account, name] = /^arn:(aws[\w-]*):iam::(\d{12}):role\/(?:\S+\/)?([\w+=,.@-]{1,64})$/.exec(parameters.RoleArn || '') || [];
	const session = parameters.RoleSessionName || '';

	if (!name) throw invalid(`${parameters.RoleArn} is invalid`);
	if (!/^[\w+=,.@-]{2,64}$/.test(session)) throw invalid(`Value '${session}' at 'roleSessionName'`);
	const until = server.now() + within(parameters, 'DurationSeconds', 43200, 3600) * 1000;
	const who = { arn: `arn:${partition}:sts::${account}:assumed-role/${name}/${session}`, id: `AROA${name.toUpperCase()}:${session}` };
	const caller = server.callers.temporary(who, account, until, seed);
	return { Credentials: credentials(caller), AssumedRoleUser: { AssumedRoleId: who.id, Arn: who.arn }, PackedPolicySize: 6 };
}

const operations = {
	AssumeRole(server, parameters, caller) {
		const arn = parameters.RoleArn || '';
		const denied = new Refusal(403, 'AccessDenied', `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`);

		if (/denied/.test(arn) || (/external/.test(arn) && parameters.ExternalId !== 'ext/1')) throw denied;
		if (/mfa/.test(arn) || parameters.SerialNumber) {
			if (!parameters.SerialNumber) throw denied;
			checkCode(parameters);
		}
		return assume(server, parameters, [caller.key, arn]);
	},
	AssumeRoleWithWebIdentity(server, parameters) {
		if (parameters.WebIdentityToken !== server.settings.web_token) {
			throw new Refusal(400, 'InvalidIdentityToken', 'No OpenIDConnect provider found in your account for https://idp.example');
		}
		return { SubjectFromWebIdentityToken: 'system:serviceaccount:a:b', Audience: 'sts.amazonaws.com', Provider: 'https://idp.example',
			...assume(server, parameters, ['web', parameters.RoleArn]) };
	},
	GetSessionToken(server, parameters, caller) {
		if (caller.token) throw new Refusal(403, 'AccessDenied', 'Cannot call GetSessionToken with session credentials');
		if (parameters.SerialNumber || parameters.TokenCode) checkCode(parameters);
		const until = server.now() + within(parameters, 'DurationSeconds', 129600, 43200) * 1000;
		return { Credentials: credentials(server.callers.temporary(caller, caller.account, until, ['session', caller.key])) };
	},
	GetCallerIdentity: (server, parameters, caller) => ({ Arn: caller.arn, UserId: caller.id, Account: caller.account }),
};

module.exports = {
	name: 'sts',
	takes: () => true,

	begin(server) {
		const alice = server.callers.user('alice', '123456789012');
		const dev = server.callers.user('dev', '111111111111'), prod = server.callers.user('prod', '222222222222');

		Object.assign(server.settings, { alice_key: alice.key, alice_secret: alice.secret, alice_mfa: SERIAL,
			dev_key: dev.key, dev_secret: dev.secret, prod_key: prod.key, prod_secret: prod.secret,
			web_token: server.callers.secret('eyJhbGciOiJSUzI1NiJ9.', 'web') });
		return server;
	},

	read(request, bytes, url) {
		const form = new URLSearchParams(request.method === 'POST' ? bytes.toString() : url.search);
		const parameters = Object.fromEntries(form);
		const shown = Object.fromEntries(Object.entries(parameters).filter(([name]) => !SECRET.has(name)));

		return { operation: parameters.Action || request.method, request, bytes, url, parameters, shown };
	},

	async run(server, call, entry) {
		const { operation, parameters } = call;

		if (!Object.hasOwn(operations, operation) || parameters.Version !== VERSION || !PATHS.includes(call.url.pathname)) {
			throw new Refusal(400, 'InvalidAction', `Could not find operation ${operation} for version ${parameters.Version}`);
		}
		if (operation === 'AssumeRoleWithWebIdentity') return operations[operation](server, parameters);
		const { caller, given } = await verify(server.callers, call.request, call.url, call.bytes, server.now());
		Object.assign(entry, { caller: caller.key, arn: caller.arn, region: given.region });
		if (given.service !== 'sts') throw new Refusal(403, 'SignatureDoesNotMatch', "Credential should be scoped to correct service: 'sts'. ");
		return operations[operation](server, parameters, caller);
	},

	write(result, { operation }) {
		const answer = element([`${operation}Result`, result]);
		const metadata = '<ResponseMetadata>\n<RequestId>00000000-1111-2222-3333-444444444444</RequestId>\n</ResponseMetadata>';
		const body = `<${operation}Response xmlns="${NAMESPACE}">\n${answer}\n${metadata}\n</${operation}Response>\n`;

		return { status: 200, headers: { 'Content-Type': 'text/xml' }, body };
	},

	refuse(refusal) {
		const error = element(['Error', { Type: 'Sender', Code: refusal.code, Message: refusal.message }]);
		const body = `<ErrorResponse xmlns="${NAMESPACE}">\n${error}\n<RequestId>00000000-1111-2222-3333-444444444444</RequestId>\n</ErrorResponse>\n`;

		return { status: refusal.status, headers: { 'Content-Type': 'text/xml' }, body };
	},
};
