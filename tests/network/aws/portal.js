'use strict';
// What does the SSO portal answer? Keys of a role, for a token that oidc.js gave out.

const { Refusal, refuseInJson, writeJson } = require('./refusal');

module.exports = {
	name: 'sso',
	takes: (request, url) => url.pathname === '/federation/credentials',
	begin: (server) => server,

	read(request, bytes, url) {
		const { role_name: role, account_id: account } = Object.fromEntries(url.searchParams);

		return { operation: 'GetRoleCredentials', role, account, token: request.headers['x-amz-sso_bearer_token'], shown: { role, account } };
	},

	run(server, { role, account, token }) {
		const until = server.ssoTokens.get(token);

		if (!until || until < server.now()) throw new Refusal(401, 'UnauthorizedException', 'Session token not found or invalid');
		if (!role || !/^\d{12}$/.test(account)) throw new Refusal(400, 'InvalidRequestException', 'Invalid request');
		if (/denied/.test(role)) throw new Refusal(403, 'ForbiddenException', 'No access');
		const who = { arn: `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_${role}_0123456789abcdef/alice`, id: 'AROASSO:alice' };
		const caller = server.callers.temporary(who, account, server.now() + 3600 * 1000, ['sso', role]);
		return { roleCredentials: { accessKeyId: caller.key, secretAccessKey: caller.secret, sessionToken: caller.token,
			expiration: Math.floor(caller.until / 1000) * 1000 } };
	},

	write: writeJson,
	refuse: refuseInJson,
};
