'use strict';
// What does CloudFormation answer? Only what tells whether an account may use services at all.

const { verify } = require('./signature');
const { Refusal } = require('./refusal');

const VERSION = '2010-05-15';
const NAMESPACE = `http://cloudformation.amazonaws.com/doc/${VERSION}/`;
const xml = (status, body) => ({ status, headers: { 'Content-Type': 'text/xml' }, body });
const escape = (text) => String(text).replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);

module.exports = {
	name: 'cloudformation',
	takes: (request) => /\/cloudformation\/aws4_request/.test(request.headers.authorization || ''),
	begin: (server) => server,

	read(request, bytes, url) {
		const parameters = Object.fromEntries(new URLSearchParams(bytes.toString()));

		return { operation: parameters.Action || request.method, request, bytes, url, parameters, shown: parameters };
	},

	async run(server, call, entry) {
		if (call.operation !== 'DescribeAccountLimits' || call.parameters.Version !== VERSION) throw new Refusal(400, 'InvalidAction', 'no such action');
		const { caller, given } = await verify(server.callers, call.request, call.url, call.bytes, server.now());

		Object.assign(entry, { caller: caller.key, arn: caller.arn, region: given.region });
		return {};
	},

	write: () => xml(200, `<DescribeAccountLimitsResponse xmlns="${NAMESPACE}"><DescribeAccountLimitsResult><AccountLimits><member>`
		+ '<Name>StackLimit</Name><Value>2000</Value></member></AccountLimits></DescribeAccountLimitsResult></DescribeAccountLimitsResponse>'),
	refuse: (refusal) => xml(refusal.status, `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${escape(refusal.code)}</Code>`
		+ `<Message>${escape(refusal.message)}</Message></Error></ErrorResponse>`),
};
