'use strict';
// Which text with variables in it leads to the value that is wanted?
//
// `goal` is { value, depth, late }: what it should become, how deep it may still go, and whether only the phases after the stage
// will see it (then ${param:...} may answer). `exact`: no odd pieces, the value is a key or a name.

const { isMap } = require('./tree');
const words = require('./words');

const escapeText = (text) => text.replace(/(\\*)\$\{/g, (whole, slashes) => `${slashes}${slashes}\\\${`);
const oneDown = (goal, value) => ({ ...goal, value, depth: goal.depth - 1 });

/* ---- a text or a tree ---------------------------------------------------------------------------------------------- */

function write(world, goal) {
	const { value, depth } = goal;
	const r = world.random;

	if (depth <= 0 || r.chance(0.15)) return typeof value === 'string' ? escapeText(value) : value;
	if (isMap(value) && r.chance(0.7))
		return new Map([...value].map(([k, v]) => [k, r.chance(0.5) ? write(world, oneDown(goal, v)) : v]));
	if (Array.isArray(value) && r.chance(0.5)) return value.map((item) => write(world, oneDown(goal, item)));
	if (typeof value === 'string' && value.length && r.chance(0.35)) return joined(world, goal);
	return variable(world, goal);
}

// prettier-ignore
const ODD_PIECES = [
	'${AWS::Region}', '${Env:X}', '${ opt:stage}', '${}', '${a}', '${1:b}', '$', '$$', '{', '}', '\\', '\\\\',
	'\\$', '${AWS::X-${env:A}}', '\\${env:A}', '\\\\${env:A}', '\\\\\\${self:service}', '$${self:service}',
	'$$${self:service}', '\\$${env:A}', '${a_b:c}', "${'x'}", '${a::b}', '#{x}', '%', '${file}',
	'\\\\\\\\${self:service}', '${self:service}{x}', '\\x', '\n', '${a:{x}}',
];

/* A piece as the number or list that becomes this text again. */
function typedPiece(random, text) {
	if (/^(0|[1-9]\d{0,14})$/.test(text) && random.chance(0.5)) return Number(text);
	if (/^(true|false)$/.test(text)) return text === 'true';
	if (/^[^,]+(,[^,]+)+$/.test(text) && random.chance(0.3)) return text.split(',');
	return text;
}

function joined(world, goal) {
	const r = world.random;
	const characters = [...goal.value];
	const cut = r.below(characters.length + 1);
	const pieces = [characters.slice(0, cut).join(''), characters.slice(cut).join('')].map((piece) =>
		piece === '' || r.chance(0.4)
			? escapeText(piece)
			: variable(world, oneDown(goal, typedPiece(r, piece))),
	);

	if (!goal.exact && r.chance(0.15)) pieces.splice(r.below(3), 0, r.pick(ODD_PIECES));
	return pieces.join('');
}

/* ---- one variable -------------------------------------------------------------------------------------------------- */

// prettier-ignore
const LITERALS = [
	'true', 'false', 'null', '0', '-1', '.5', '0x1F', '1e3', '012', "''", "'x'", '"x"', '1.0', '1e21', "'a b'",
	'-0',
];

function literal(random, value) {
	if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (typeof value !== 'string') return null;
	if (!value.includes("'") && random.chance(0.7)) return `'${value}'`;
	return random.chance(0.9) ? JSON.stringify(value) : `'${value}'`;
}

function variable(world, goal) {
	const r = world.random;
	const sources = Array.from({ length: Number(r.weighted({ 0: 60, 1: 25, 2: 10, 3: 5 })) }, () =>
		miss(world, goal),
	);
	const last = sources.length && r.chance(0.5) ? literal(r, goal.value) : null;

	sources.push(last === null ? hit(world, goal) : last);
	if (last === null && r.chance(0.1)) sources.push(miss(world, goal));
	if (last === null && r.chance(0.1)) sources.push(r.pick(LITERALS));
	return `\${${sources.join(r.pick([', ', ', ', ', ', ',', ',  ']))}${r.chance(0.03) ? ' ' : ''}}`;
}

/* A value that is not text as the part of an address: components, each of them perhaps a variable. */
function address(world, goal, path) {
	const r = world.random;
	const deeper = goal.depth > 1;
	const parts = path.map((key) => {
		if (key === world.stage && r.chance(0.7)) return stageVariable(world, goal);
		if (deeper && r.chance(0.12)) return write(world, { ...oneDown(goal, key), exact: true });
		return key;
	});
	const text = parts.join('.');

	if (deeper && r.chance(0.04)) return variable(world, { ...oneDown(goal, path.join('.')), exact: true });
	if (r.chance(0.03) && !text.includes('$')) return `"${text}"`;
	return r.chance(0.03) ? ` ${text} ` : text;
}

function stageVariable(world, goal) {
	const given = world.options.stage !== undefined;
	const forms = [
		'${sls:stage}',
		"${opt:stage, 'dev'}",
		'${opt:stage, self:provider.stage}',
		"${opt:stage, self:provider.stage, 'dev'}",
		'${self:provider.stage}',
		"${self:provider.stage, 'dev'}",
		'${opt:stage}',
	];

	if (!goal.late) return given ? '${opt:stage}' : world.stage;
	return world.random.pick(given ? [forms[0], forms[0], ...forms] : forms.slice(0, 6));
}

/* ---- sources that answer ------------------------------------------------------------------------------------------- */

const isText = (value) => typeof value === 'string' && !value.includes('\0');

const HITS = {
	self: (world, goal) =>
		`self:${address(world, goal, world.place(world.config, 'custom', write(world, oneDown(goal, goal.value))))}`,

	selfByStage(world, goal) {
		const node = write(world, oneDown(goal, goal.value));

		return `self:${address(world, goal, world.placeByStage(world.config, 'custom', world.stage, node))}`;
	},

	env(world, goal) {
		const name = world.random.chance(0.5) ? world.random.pick(words.variables) : world.fresh('E');

		if (world.environment.has(name)) return HITS.self(world, goal);
		world.environment.set(name, write(world, oneDown(goal, goal.value)));
		return `env:${goal.depth > 1 && world.random.chance(0.1) ? write(world, { ...oneDown(goal, name), exact: true }) : name}`;
	},

	dotenv(world, goal) {
		const name = world.fresh('D');

		world.dotenv.push({ name, value: goal.value });
		return `env:${name}`;
	},

	param(world, goal) {
		const name = world.fresh('p');

		world.addParam(name, write(world, oneDown(goal, goal.value)));
		return `param:${goal.depth > 1 && world.random.chance(0.1) ? write(world, { ...oneDown(goal, name), exact: true }) : name}`;
	},

	file(world, goal) {
		const path = world.file(world.random.pick(['yaml', 'yaml', 'yaml', 'json']));
		const file = world.included.get(path);
		const node = write(world, oneDown(goal, goal.value));
		const keys = world.random.chance(0.3)
			? world.placeByStage(file.root, null, world.stage, node)
			: world.place(file.root, null, node);

		return `${filePath(world, goal, path)}:${address(world, goal, keys)}`;
	},

	textFile(world, goal) {
		const path = world.file('text');
		const text = write(world, oneDown(goal, goal.value));

		world.included.get(path).root =
			text.endsWith('\n') && world.random.chance(0.5) ? text.slice(0, -1) : text;
		return filePath(world, goal, path);
	},

	/* A file that is nothing but the value. */
	wholeFile(world, goal) {
		const path = `${world.fresh('w')}${world.random.pick(['.yml', '.json'])}`;

		world.included.set(path, {
			form: path.endsWith('.json') ? 'json' : 'yaml',
			root: write(world, oneDown(goal, goal.value)),
		});
		return filePath(world, goal, path);
	},

	strToBool(world, goal) {
		const word = world.random.pick(
			goal.value ? ['true', '1', 'TRUE', ' True '] : ['false', '0', 'False', ' FALSE'],
		);

		if (world.random.chance(0.5))
			return `strToBool(${world.random.pick([word, `'${word}'`, `"${word}"`])})`;
		return `strToBool(${variable(world, oneDown(goal, word))})`;
	},

	stage: () => 'sls:stage',
	option: (world, goal) => `opt:${Object.keys(world.options).find((name) => world.options[name] === goal.value)}`,
};

function filePath(world, goal, path) {
	const r = world.random;
	let written = r.chance(0.5) ? `./${path}` : path;

	if (r.chance(0.05)) written = `./sub/../${path}`;
	else if (goal.depth > 1 && r.chance(0.2)) written = write(world, { ...oneDown(goal, written), exact: true });
	else if (r.chance(0.05)) written = r.pick([`"${path}"`, `'${path}'`, ` ${path} `]);
	return r.chance(0.03) ? `file(${written}, x)` : `file(${written})`;
}

function hit(world, goal) {
	const { value, late, depth } = goal;
	const text = isText(value);
	const given = text && Object.values(world.options).includes(value);

	return HITS[
		world.random.weighted({
			self: 30,
			selfByStage: 15,
			file: 15,
			wholeFile: 3,
			env: text ? 15 : 0,
			textFile: text ? 5 : 0,
			dotenv: text && late && world.usesDotenv ? 15 : 0,
			param: late && !goal.early ? 8 : 0,
			strToBool: typeof value === 'boolean' ? 30 : 0,
			stage: value === world.stage && (late || world.options.stage !== undefined) ? 40 : 0,
			option: given && depth < 10 ? 60 : 0,
		})
	](world, goal);
}

/* ---- sources that do not ------------------------------------------------------------------------------------------- */

function miss(world, goal) {
	const r = world.random;
	const named = [...world.included.keys()];

	switch (
		r.weighted({
			env: 20,
			self: 25,
			option: 12,
			file: 12,
			address: 8,
			param: goal.late ? 3 : 0,
			unknown: goal.late ? 1.5 : 0.3,
			bad: 1,
		})
	) {
		case 'env':
			return `env:${goal.depth > 1 && r.chance(0.05) ? variable(world, oneDown(goal, 'UNSET')) : r.pick(['UNSET', 'NOPE', 'A', 'B', 'no such'])}`;
		case 'self':
			return `self:${r.pick([
				'custom.nope',
				'nope.a.b',
				'service.x',
				'custom.none',
				'provider.none',
				'custom.a',
				'custom.b.c',
				'provider.region',
				'provider.stage',
				'custom.list[0]',
				'custom.who',
				'custom.team.0',
				'params.default.p1',
				'provider.name.0',
				'custom.',
				'custom.constructor',
				'service.trim',
				'custom.list.keys',
				'custom.toString.length',
			])}`;
		case 'option':
			return `opt:${r.pick(['stage', 'region', 'aws-profile', 'verbose', 'param', 'debug', 'help', 'config', 'version'])}`;
		case 'file':
			return r.pick([
				'file(nope.yml)',
				'file(./nope.json):a',
				'file(nope.txt)',
				'file(nothing.yml):a',
				'file(nope/x.yml):a',
				'file(nope.js)',
			]);
		case 'address':
			return named.length
				? `file(${r.pick(named)}):${r.pick(['nope', 'a.nope', 'who.x', '0', ''])}`
				: 'file(nothing.yml):x';
		case 'param':
			return `param:${r.pick(['nope', 'p1', 'p2', 'constructor'])}`;
		case 'unknown':
			return r.pick(['opt:flavour', 'opt:aws.profile', 'opt:s', 'opt:constructor']);
		default:
			return r.pick([
				'ssm:/a/b',
				'cf:stack.Out',
				's3:b/k',
				'aws:region',
				'aws:accountId',
				'git:branch',
				'strToBool(maybe)',
				'strToBool()',
				'env:',
				'file()',
				'file(.)',
				'sls:foo',
				'sls:instanceId',
				'self:',
				'opt:',
				'self:custom',
				'param:',
				'file(nothing.yml)',
				'file(x.js)',
				'file(bad.yml)',
			]);
	}
}

module.exports = { write, variable };
