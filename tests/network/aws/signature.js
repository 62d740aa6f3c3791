'use strict';
// Is this request signed by who it says? Computed again by two libraries that are not ours, from what was received.

const { SignatureV4 } = require('@smithy/signature-v4');
const { Sha256 } = require('@aws-crypto/sha256-js');
const aws4 = require('aws4');
const { Refusal } = require('./refusal');

const MOST_SKEW = 15 * 60 * 1000;
const FORM = /^AWS4-HMAC-SHA256 Credential=([^/, ]+)\/(\d{8})\/([^/, ]+)\/([^/, ]+)\/aws4_request, ?SignedHeaders=([^, ]+), ?Signature=([0-9a-f]{64})$/;

const mismatch = (message) => new Refusal(403, 'SignatureDoesNotMatch', message);

function readAuthorization(request) {
	const given = request.headers.authorization;

	if (!given) throw new Refusal(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
	const [, key, day, region, service, names, signature] = FORM.exec(given) || [];
	if (!key) {
		throw new Refusal(400, 'IncompleteSignature', `Authorization header requires 'Credential' parameter. Authorization=${given.split(' ')[0]}`);
	}
	return { key, day, region, service, names: names.split(';'), signature };
}

function readDate(request, given, now) {
	const stamp = request.headers['x-amz-date'] || '';
	const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) || [];

	if (!y || stamp.slice(0, 8) !== given.day) {
		throw mismatch(`Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${given.day}' != '${stamp}'`);
	}
	const date = new Date(`${y}-${m}-${d}T${h}:${min}:${s}Z`);
	const there = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
	if (date < now - MOST_SKEW) throw mismatch(`Signature expired: ${stamp} is now earlier than ${there} - 15 min.`);
	if (date > now + MOST_SKEW) throw mismatch(`Signature not yet current: ${stamp} is still later than ${there} + 15 min.`);
	return date;
}

function checkHeaders(request, given) {
	const must = ['host', 'x-amz-date', 'x-amz-security-token'].filter((name) => name in request.headers);

	if (String(given.names) !== String([...given.names].sort())) throw mismatch('The signed headers are not in order');
	for (const name of must) {
		if (!given.names.includes(name)) throw mismatch(`'${name}' must be a 'SignedHeader' in the AWS Authorization.`);
	}
	return Object.fromEntries(given.names.map((name) => [name, request.headers[name] ?? '']));
}

async function bySmithy(request, url, bytes, given, headers, caller, date) {
	const signer = new SignatureV4({
		credentials: { accessKeyId: caller.key, secretAccessKey: caller.secret, sessionToken: caller.token },
		region: given.region, service: given.service, sha256: Sha256, applyChecksum: 'x-amz-content-sha256' in headers,
	});
	const signed = await signer.sign({
		method: request.method, protocol: 'http:', hostname: url.hostname, path: url.pathname,
		query: Object.fromEntries(url.searchParams), headers: { ...headers }, body: bytes,
	}, { signingDate: date, signableHeaders: new Set(given.names) });

	return signed.headers.authorization;
}

function byAws4(request, bytes, given, headers, caller) {
	const added = ['content-length', 'content-type'].filter((name) => !given.names.includes(name));
	const signed = aws4.sign({
		service: given.service, region: given.region, method: request.method, path: request.url, headers: { ...headers },
		body: bytes.length ? bytes : undefined,
		extraHeadersToIgnore: Object.fromEntries(added.map((name) => [name, true])),
		extraHeadersToInclude: Object.fromEntries(given.names.map((name) => [name, true])),
	}, { accessKeyId: caller.key, secretAccessKey: caller.secret, sessionToken: caller.token });

	return signed.headers.Authorization;
}

/* The caller, or a Refusal; `given` is what the request said of itself. */
async function verify(callers, request, url, bytes, now) {
	const given = readAuthorization(request);
	const date = readDate(request, given, now);
	const headers = checkHeaders(request, given);
	const caller = callers.find(given.key);

	if (!caller || caller.token !== request.headers['x-amz-security-token']) {
		throw new Refusal(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');
	}
	if (caller.until && caller.until < now) throw new Refusal(403, 'ExpiredToken', 'The security token included in the request is expired');
	const computed = [await bySmithy(request, url, bytes, given, headers, caller, date), byAws4(request, bytes, given, headers, caller)];
	if (computed.some((text) => !text.endsWith(`Signature=${given.signature}`))) {
		throw mismatch('The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.');
	}
	return { caller, given };
}

module.exports = { verify };
