'use strict';
// Which words, numbers and odd texts do services consist of?

const { raw, tagged } = require('./tree');

const stages = ['dev', 'prod', 'qa', 'staging', 'pr-12', 'Test', '42', 'a'];
const badStages = ['dev_1', 'a.b', 'é', 'x y', '', '${self:service}', 'dev\n'];
const regions = ['eu-west-1', 'us-east-2', 'ap-southeast-1', 'us-east-1', 'eu-central-1'];
// prettier-ignore
const names = [
	'acme', 'acme-dev', 'shop-prod', 'Team A', 'x', 'a/b', 'admin@corp', 'p_1', '12', '0123', 'no', 'null',
	'true', '1e3', 'a,b', "o'neil", 'say "hi"', 'tab\there', 'ünï', '日本', '😀 x', 'a:b', 'a: b', 'a #b', '#x',
	'@x', '- x', ' lead', 'trail ', '~', '.5', '{x}', '[x]', 'a}b', 'a{b', 'C:\\dir', 'a\\\\b', '\\', '$', '$$',
	'50%', '&x', '*x', '!x', '|', '>', 'two\nlines', 'end\n', '', '\u00a0x', 'x\u2028y', '\ufeffx',
	'a'.repeat(90), '2020-01-02', '2020-1-2 10:20:30.5 +1', '0x1F', '1_000', '<<', '=',
];
// prettier-ignore
const keys = [
	'a', 'b', 'c', 'dev', 'prod', 'default', 'profile', 'name', 'profiles', 'settings', 'x-y', 'a_b', 'é',
	'with space', '42', '0', '1.5', 'length', 'constructor', '__proto__', 'toString', 'true', 'null', "it's",
	'A', 'k:v', 'ñandú', '~', 'no', 'trim', 'keys', 'toFixed', 'valueOf',
];
const fields = ['who', 'team', 'account', 'target', 'level', 'owner', 'kind'];
const variables = ['A', 'B', 'STAGE', 'TEAM', 'PROFILE', 'WHO', 'lower', 'A_1', 'WITH-DASH', 'x.y', 'AWS_REGION', 'CI'];

/* Plain scalars of every YAML spelling; some are text to the Framework and numbers to others. */
// prettier-ignore
const spellings = [
	'012', '0123456789', '0o14', '0O14', '0x1F', '0X1f', '0b101', '-0b11', '+12', '-12', '0', '-0', '00',
	'1_000', '1:30', '1e3', '1E3', '1.e3', '.5', '-.5', '+.5', '5.', '1.50', '1e21', '1e-7',
	'123456789012345678901234567890', '1e400', '9007199254740993', '0.1', '1.', '.', '-', '.inf', '-.inf',
	'.nan', '.NaN', '.Inf', 'true', 'True', 'TRUE', 'tRUE', 'false', 'False', 'yes', 'no', 'on', 'off', 'y',
	'null', 'Null', 'NULL', 'nULL', '~', '', '2020-01-02', '2001-12-14t21:59:43.10-05:00', '0020-13-45', '2020-1-2', '<<', '=', '0.0',
	'100000000000000000000000', '1e+3', '0o', '0x', '12e03', '1__0', '0.10', '-1.0', '1e5', '0o777', '4.2E+1',
];

const functions = ['Sub', 'Ref', 'GetAtt', 'Join', 'If', 'Condition', 'ImportValue', 'Base64', 'Not', 'Transform'];

/* Something that is no text, mostly. */
function oddValue(random) {
	switch (random.weighted({ spelling: 10, number: 3, bool: 3, nothing: 2, list: 3, map: 2, tag: 2, text: 2 })) {
		case 'spelling':
			return raw(random.pick(spellings));
		case 'number':
			return random.pick([0, 1, 42, 1.5, 123456789012, 1e21, -7]);
		case 'bool':
			return random.chance(0.5);
		case 'nothing':
			return null;
		case 'list':
			return random.pick([[], ['only'], ['a', 'b'], [1, [2, 'x']], [null], [['deep']], [true], ['']]);
		case 'map':
			return new Map(
				random.pick([
					[],
					[['a', 'b']],
					[
						['dev', 'd'],
						['prod', 'p'],
					],
					[['a', new Map([['b', 1]])]],
				]),
			);
		case 'tag':
			return tagged(random.pick(functions), random.pick(['a.b', 'x', 'res.Arn.b', ['a', 'b']]));
		default:
			return random.pick(names);
	}
}

module.exports = { stages, badStages, regions, names, keys, fields, variables, oddValue };
