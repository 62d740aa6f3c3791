'use strict';
// What does SSO's OIDC service answer, and what does the person's browser see there?

const crypto = require('crypto');
const { Refusal, refuseInJson, writeJson } = require('./refusal');

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
const HOUR = 3600 * 1000;
const operations = { '/client/register': 'RegisterClient', '/device_authorization': 'StartDeviceAuthorization', '/token': 'CreateToken',
	'/authorize': 'Authorize', '/device': 'ApproveDevice' };

const no = (code, error, text, status = 400) => new Refusal(status, code, text, { error, error_description: text });
const badGrant = () => no('InvalidGrantException', 'invalid_grant', 'Invalid grant provided');
const badRequest = (text) => no('InvalidRequestException', 'invalid_request', text);

class Oidc {
	constructor(server) {
		Object.assign(this, { server, clients: new Map(), devices: new Map(), codes: new Map(), refreshers: new Map(), count: 0 });
		server.ssoTokens = new Map();
		const client = this.RegisterClient({ clientName: 'known', clientType: 'public', scopes: ['sso:account:access'] });
		const { accessToken, refreshToken } = this.give(client.clientId);
		Object.assign(server.settings, { sso_token: accessToken, sso_refresh: refreshToken, sso_client: client.clientId,
			sso_client_secret: client.clientSecret });
	}

	secret(what) {
		return this.server.callers.secret(what, what, ++this.count);
	}

	RegisterClient({ clientName, clientType, scopes, grantTypes, redirectUris, issuerUrl }) {
		const clientId = crypto.randomBytes(12).toString('base64url');

		if (!clientName || clientType !== 'public') throw badRequest('Invalid client name or type');
		if (grantTypes && grantTypes.includes('authorization_code') && !(redirectUris && issuerUrl)) throw badRequest('Invalid redirect or issuer');
		const client = { clientId, clientSecret: this.secret('cs-'), clientSecretExpiresAt: Math.floor(this.server.now() / 1000) + 90 * 86400 };
		this.clients.set(clientId, { ...client, scopes, grantTypes, redirectUris });
		return { ...client, clientIdIssuedAt: Math.floor(this.server.now() / 1000) };
	}

	client({ clientId, clientSecret }) {
		const client = this.clients.get(clientId);

		if (!client || client.clientSecret !== clientSecret) throw no('InvalidClientException', 'invalid_client', 'Invalid client provided', 401);
		return client;
	}

	StartDeviceAuthorization(parameters) {
		const { clientId } = this.client(parameters);
		const deviceCode = this.secret('dc-'), userCode = this.server.callers.noise('user', ++this.count).toString('hex').slice(0, 8).toUpperCase();
		const verificationUri = `${this.server.settings.plain}/device`;

		if (!/^https?:/.test(parameters.startUrl || '')) throw badRequest('Invalid start url provided');
		this.devices.set(deviceCode, { clientId, userCode, until: this.server.now() + 600 * 1000, approved: false, refused: false });
		return { deviceCode, userCode, verificationUri, verificationUriComplete: `${verificationUri}?user_code=${userCode}`, expiresIn: 600, interval: 1 };
	}

	/* The person, at the verification page. */
	ApproveDevice({ user_code: userCode, answer }) {
		const device = [...this.devices.values()].find((one) => one.userCode === userCode);

		if (!device) throw badRequest('no such code');
		device[answer === 'no' ? 'refused' : 'approved'] = true;
		return { approved: device.approved };
	}

	/* The person, at the sign-in page: where the browser is sent next. */
	Authorize(query) {
		const client = this.clients.get(query.client_id);
		const { redirect_uri: redirect, state, code_challenge: challenge } = query;

		if (!client || !(client.grantTypes || []).includes('authorization_code')) throw badRequest('unknown client');
		if (query.response_type !== 'code' || query.code_challenge_method !== 'S256') throw badRequest('wrong response type or challenge method');
		if (!/^[\w-]{43}$/.test(challenge || '')) throw badRequest('wrong code challenge');
		if (!/^[\w-]{20,}$/.test(state || '')) throw badRequest('wrong state');
		if (!client.redirectUris.includes((redirect || '').replace(/:\d+\//, '/'))) throw badRequest('unknown redirect uri');
		if (String((query.scopes || '').split(' ')) !== String(client.scopes)) throw badRequest('other scopes than registered');
		const code = this.secret('co-');
		this.codes.set(code, { clientId: client.clientId, redirect, challenge });
		return { location: `${redirect}?code=${code}&state=${encodeURIComponent(state)}` };
	}

	give(clientId) {
		const token = { accessToken: this.secret('aoaAAA'), expiresIn: 3600, refreshToken: this.secret('aorAAA'), tokenType: 'Bearer' };

		this.server.ssoTokens.set(token.accessToken, this.server.now() + HOUR);
		this.refreshers.set(token.refreshToken, clientId);
		return token;
	}

	CreateToken(parameters) {
		const { clientId } = this.client(parameters);
		const grants = { refresh_token: 'byRefresh', [DEVICE]: 'byDevice', authorization_code: 'byCode' };

		if (!Object.hasOwn(grants, parameters.grantType)) throw no('UnsupportedGrantTypeException', 'unsupported_grant_type', 'Unsupported grant type');
		this[grants[parameters.grantType]](clientId, parameters);
		return this.give(clientId);
	}

	byRefresh(clientId, { refreshToken }) {
		if (this.refreshers.get(refreshToken) !== clientId) throw badGrant();
		this.refreshers.delete(refreshToken);
	}

	byDevice(clientId, { deviceCode }) {
		const device = this.devices.get(deviceCode);

		if (!device || device.clientId !== clientId) throw badGrant();
		if (device.until < this.server.now()) throw no('ExpiredTokenException', 'expired_token', 'Token has expired');
		if (device.refused) throw no('AccessDeniedException', 'access_denied', 'The request was denied');
		if (!device.approved) throw no('AuthorizationPendingException', 'authorization_pending', 'Authorization is still pending');
		this.devices.delete(deviceCode);
	}

	byCode(clientId, { code, codeVerifier, redirectUri }) {
		const given = this.codes.get(code);
		const challenge = crypto.createHash('sha256').update(codeVerifier || '').digest('base64url');

		this.codes.delete(code);
		if (!/^[\w.~-]{43,128}$/.test(codeVerifier || '')) throw badRequest('Invalid code verifier');
		this.server.callers.keep(codeVerifier);
		if (!given || given.clientId !== clientId || given.redirect !== redirectUri || given.challenge !== challenge) throw badGrant();
	}
}

module.exports = {
	name: 'oidc',
	takes: (request, url) => Object.hasOwn(operations, url.pathname),
	begin: (server) => new Oidc(server),

	read(request, bytes, url) {
		const operation = operations[url.pathname], page = url.pathname === '/authorize' || url.pathname === '/device';
		let parameters = Object.fromEntries(url.searchParams);

		if (!page) {
			try {
				parameters = JSON.parse(bytes);
			} catch (error) {
				parameters = {};
			}
		}
		const { clientName, startUrl, grantType, scopes, grantTypes, redirectUris, issuerUrl } = parameters;
		return { operation, parameters, shown: { clientName, startUrl, grantType, scopes, grantTypes, redirectUris, issuerUrl } };
	},

	run: (oidc, { operation, parameters }) => oidc[operation](parameters),
	write: (result) => (result.location ? { status: 302, headers: { Location: result.location }, body: '' } : writeJson(result)),
	refuse: refuseInJson,
};
