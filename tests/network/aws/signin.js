'use strict';
// What does the sign-in service answer to `aws login`'s refresh? Only to who holds the key that the session is bound to.

const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const { Refusal, refuseInJson, writeJson } = require('./refusal');

const SESSION = 'arn:aws:iam::123456789012:user/alice';
const refuse = (status, code, error, text) => new Refusal(status, code, text, { error });
const badProof = (text) => refuse(400, 'ValidationException', 'INVALID_REQUEST', `DPoP: ${text}`);
const readPart = (part) => JSON.parse(Buffer.from(part, 'base64url'));

/* The point of a proof's key, when the proof is good. */
function checkProof(server, request, url) {
	const parts = (request.headers.dpop || '').split('.');
	let header, payload;

	try {
		[header, payload] = [readPart(parts[0]), readPart(parts[1])];
	} catch (error) {
		throw badProof('cannot be read');
	}
	const { jwk } = header;
	if (parts.length !== 3 || header.typ !== 'dpop+jwt' || header.alg !== 'ES256' || !jwk || jwk.kty !== 'EC' || jwk.crv !== 'P-256' || jwk.d) {
		throw badProof('wrong header');
	}
	const key = { key: crypto.createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
	if (!crypto.verify('sha256', Buffer.from(`${parts[0]}.${parts[1]}`), key, Buffer.from(parts[2], 'base64url'))) throw badProof('wrong signature');
	const scheme = request.socket.encrypted ? 'https' : 'http';
	if (payload.htm !== request.method || payload.htu !== `${scheme}://${request.headers.host}${url.pathname}`) throw badProof(`made for ${payload.htm} ${payload.htu}`);
	if (!(Math.abs(payload.iat * 1000 - server.now()) < 300 * 1000)) throw badProof('wrong time');
	if (!payload.jti || server.proofs.has(payload.jti)) throw badProof('used before');
	server.proofs.add(payload.jti);
	return `${jwk.x}.${jwk.y}`;
}

module.exports = {
	name: 'signin',
	takes: (request, url) => url.pathname === '/v1/token',

	begin(server) {
		const { privateKey, publicKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const { x, y } = publicKey.export({ format: 'jwk' });
		const pem = privateKey.export({ type: 'sec1', format: 'pem' });
		const refresh = server.callers.secret('lr-', 'login');

		const caller = server.callers.temporary({ arn: SESSION, id: 'AIDAALICE' }, '123456789012', server.now() + 900 * 1000, ['login', 0]);

		server.proofs = new Set();
		server.logins = new Map([[refresh, `${x}.${y}`]]);
		server.loginCount = 0;
		fs.writeFileSync(path.join(server.dir, 'login.pem'), pem, { mode: 0o600 });
		pem.split('\n').filter((line) => line && !line.startsWith('-')).forEach((line) => server.callers.keep(line));
		Object.assign(server.settings, { login_session: SESSION, login_refresh: refresh, login_key: caller.key,
			login_secret: caller.secret, login_token: caller.token, login_pem: path.join(server.dir, 'login.pem') });
		return server;
	},

	read(request, bytes, url) {
		let parameters = {};

		try {
			parameters = JSON.parse(bytes);
		} catch (error) {
			// an empty request is refused below
		}
		return { operation: 'CreateOAuth2Token', request, url, parameters, shown: { clientId: parameters.clientId, grantType: parameters.grantType } };
	},

	run(server, { request, url, parameters }) {
		const point = checkProof(server, request, url);
		const bound = server.logins.get(parameters.refreshToken);

		if (parameters.grantType !== 'refresh_token' || !/^arn:aws:signin:::devtools\/(same|cross)-device$/.test(parameters.clientId || '')) {
			throw refuse(400, 'ValidationException', 'INVALID_REQUEST', 'wrong grant type or client');
		}
		if (!bound || bound !== point) throw refuse(403, 'AccessDeniedException', 'TOKEN_EXPIRED', 'The refresh token has expired');
		const next = server.callers.secret('lr-', 'login', ++server.loginCount);
		server.logins.delete(parameters.refreshToken);
		server.logins.set(next, point);
		const who = { arn: SESSION, id: 'AIDAALICE' };
		const caller = server.callers.temporary(who, '123456789012', server.now() + 900 * 1000, ['login', server.loginCount]);
		return { accessToken: { accessKeyId: caller.key, secretAccessKey: caller.secret, sessionToken: caller.token }, tokenType: 'aws_sigv4',
			expiresIn: 900, refreshToken: next };
	},

	write: writeJson,
	refuse: refuseInJson,
};
