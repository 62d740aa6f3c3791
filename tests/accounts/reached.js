'use strict';
// Which stacks of which accounts were asked for, and as whom? From the log of the stand-in for AWS (network/aws/server.js), which has
// computed the signature of each request again: node reached.js LOG prints "shop-dev in 111111111111 as user/dev", or "nothing".

const fs = require('fs');

function reached(entry) {
	const [, , , , account, who] = entry.arn.split(':');

	return `${entry.parameters.StackName} in ${account} as ${who.split('/').slice(0, 2).join('/')}`;
}

const entries = fs.existsSync(process.argv[2]) ? fs.readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : [];
const asked = entries.filter((entry) => entry.service === 'cloudformation');
const words = asked.map((entry) => (entry.status === 200 ? reached(entry) : `refused: ${entry.code}`));

console.log([...new Set(words)].join(', ') || 'nothing');
