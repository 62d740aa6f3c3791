'use strict';
// What does CloudFormation answer? What tells whether an account may use services at all, and what the Framework asks for `sls info`: each
// account has a stack of each name, with nothing in it.

const { verify } = require('./signature');
const { Refusal } = require('./refusal');

const VERSION = '2010-05-15';
const NAMESPACE = `http://cloudformation.amazonaws.com/doc/${VERSION}/`;
const xml = (status, body) => ({ status, headers: { 'Content-Type': 'text/xml' }, body });
const ANSWERS = {
	DescribeAccountLimits: () => '<AccountLimits><member><Name>StackLimit</Name><Value>2000</Value></member></AccountLimits>',
	DescribeStacks: ({ StackName: name }) => `<Stacks><member><StackName>${escape(name)}</StackName><StackStatus>CREATE_COMPLETE</StackStatus>`
		+ '<CreationTime>2020-01-01T00:00:00Z</CreationTime><Outputs/></member></Stacks>',
	ListStackResources: () => '<StackResourceSummaries/>',
};
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
		if (!Object.hasOwn(ANSWERS, call.operation) || call.parameters.Version !== VERSION) throw new Refusal(400, 'InvalidAction', 'no such action');
		const { caller, given } = await verify(server.callers, call.request, call.url, call.bytes, server.now());

		Object.assign(entry, { caller: caller.key, arn: caller.arn, region: given.region });
		return ANSWERS[call.operation](call.parameters);
	},

	write: (result, { operation }) => xml(200, `<${operation}Response xmlns="${NAMESPACE}"><${operation}Result>${result}</${operation}Result></${operation}Response>`),
	refuse: (refusal) => xml(refusal.status, `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${escape(refusal.code)}</Code>`
		+ `<Message>${escape(refusal.message)}</Message></Error></ErrorResponse>`),
};
