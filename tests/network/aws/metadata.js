'use strict';
// What do ECS containers and EC2 instances get from their metadata services?

const { Refusal, refuseInJson, writeJson } = require('./refusal');

const LIST = '/latest/meta-data/iam/security-credentials/';
const ROLE = 'instance-role';

function keysOf(server, kind) {
	const who = { arn: `arn:aws:sts::210987654321:assumed-role/${kind}/i-0123456789abcdef0`, id: `AROA${kind.toUpperCase()}:i-0123456789abcdef0` };
	const caller = server.callers.temporary(who, '210987654321', server.now() + 6 * 3600 * 1000, [kind]);

	return { AccessKeyId: caller.key, SecretAccessKey: caller.secret, Token: caller.token, Expiration: new Date(caller.until).toISOString().replace(/\.\d+/, '') };
}

module.exports = {
	name: 'metadata',
	takes: (request, url) => url.pathname.startsWith('/latest/') || url.pathname.startsWith('/container/'),

	begin(server) {
		server.instanceTokens = new Set();
		server.settings.container_token = server.callers.secret('Basic ', 'container');
		return server;
	},

	read(request, bytes, url) {
		const container = url.pathname.startsWith('/container/');
		const operation = container ? 'ContainerCredentials' : url.pathname === '/latest/api/token' ? 'InstanceToken' : 'InstanceCredentials';

		return { operation, request, url, shown: {} };
	},

	run(server, { operation, request, url }) {
		if (operation === 'ContainerCredentials') {
			if (request.headers.authorization !== server.settings.container_token) throw new Refusal(401, 'Unauthorized', 'Unauthorized');
			return { ...keysOf(server, 'task-role'), RoleArn: 'arn:aws:iam::210987654321:role/task-role' };
		}
		if (operation === 'InstanceToken') {
			if (request.method !== 'PUT' || !Number(request.headers['x-aws-ec2-metadata-token-ttl-seconds'])) throw new Refusal(400, 'BadRequest', 'Bad Request');
			const token = server.callers.secret('AQAEA', 'instance', server.instanceTokens.size);
			server.instanceTokens.add(token);
			return token;
		}
		if (!server.instanceTokens.has(request.headers['x-aws-ec2-metadata-token'])) throw new Refusal(401, 'Unauthorized', 'Unauthorized');
		if (url.pathname === LIST) return ROLE;
		if (url.pathname !== LIST + ROLE) throw new Refusal(404, 'NotFound', 'Not Found');
		return { Code: 'Success', LastUpdated: new Date(server.now()).toISOString(), Type: 'AWS-HMAC', ...keysOf(server, ROLE) };
	},

	write: (result) => (typeof result === 'string' ? { status: 200, headers: { 'Content-Type': 'text/plain' }, body: result } : writeJson(result)),
	refuse: refuseInJson,
};
