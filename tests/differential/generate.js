'use strict';
// Which service shall both be asked about?
//
// generate(seed, index) gives { argv, environment, files, careless: something was spoilt in a file }, always the same for the same
// numbers. A good half of the cases lead to a value: see world.js.

const { Random } = require('./random');
const { World } = require('./world');
const { write } = require('./expression');
const { children, isMap, put, mapAt } = require('./tree');
const { reshape } = require('./reshape');
const { toYaml } = require('./yaml');
const { toJson } = require('./json');
const { toDotenv } = require('./dotenv');
const words = require('./words');

/* ---- what is wanted ------------------------------------------------------------------------------------------------ */

function chooseOptions(world) {
	const r = world.random;

	world.stage = r.chance(0.4) ? 'dev' : r.pick(words.stages);
	if (r.chance(0.4)) world.options.stage = world.stage;
	if (r.chance(0.2)) world.options.region = r.pick(words.regions);
	if (r.chance(0.1)) world.options['aws-profile'] = r.pick(words.names.filter((name) => /^[^-].*$/.test(name))); // a line's end would end it for osls
	world.usesDotenv = r.chance(0.3);
}

function addStage(world, provider) {
	const r = world.random;
	const goal = { value: world.stage, depth: r.pick([0, 1, 1, 2, 3]), late: false, exact: true };

	if (world.options.stage === undefined && world.stage === 'dev' && r.chance(0.4)) return;
	if (r.chance(0.35))
		provider.set(
			'stage',
			world.options.stage === undefined ? `\${opt:stage, '${world.stage}'}` : "${opt:stage, 'dev'}",
		);
	else if (r.chance(0.04)) provider.set('stage', r.chance(0.5) ? words.oddValue(r) : r.pick(words.badStages));
	else if (world.options.stage === undefined || r.chance(0.5)) provider.set('stage', write(world, goal));
}

function wantedProfile(r) {
	if (r.chance(0.75)) return r.pick(words.names.slice(0, 9));
	return r.chance(0.5) ? r.pick(words.names) : words.oddValue(r);
}

function addTexts(world, provider) {
	const r = world.random;
	const depth = () => r.pick([1, 2, 2, 3, 3, 4, 5, 7, 12]);

	if (r.chance(0.93))
		provider.set('profile', write(world, { value: wantedProfile(r), depth: depth(), late: true }));
	if (r.chance(0.6))
		provider.set(
			'region',
			write(world, {
				value: r.chance(0.9) ? r.pick(words.regions) : words.oddValue(r),
				depth: depth(),
				late: true,
			}),
		);
}

function addDotenv(world) {
	const r = world.random;

	if (!world.usesDotenv && r.chance(0.95)) return;
	world.config.set(
		'useDotenv',
		world.usesDotenv
			? r.chance(0.2)
				? write(world, { value: true, depth: 2, late: false })
				: true
			: r.pick([false, 'false', 0, '', null]),
	);
}

/* Values that nobody asked for, for misses and addresses to run into. */
function addNoise(world) {
	const r = world.random;
	const custom = mapAt(world.config, ['custom']);

	if (!custom) return;
	while (r.chance(0.6)) {
		const key = r.pick(words.keys.concat(words.fields));

		if (!custom.has(key))
			custom.set(
				key,
				r.chance(0.7)
					? words.oddValue(r)
					: write(world, { value: r.pick(words.names), depth: 2, late: true }),
			);
	}
	if (r.chance(0.1)) custom.set('none', null);
}

/* Two properties that refer to each other, or one to itself. */
function addCycle(world) {
	const r = world.random;
	const texts = [...children(world.config)].filter(
		([, , child]) => typeof child === 'string' && child.includes('${self:custom.'),
	);

	if (!texts.length || !r.chance(0.04)) return;
	const [parent, key, text] = r.pick(texts);
	put(
		parent,
		key,
		r.pick([
			text.replace(/self:custom\.[^,}]*/, 'self:custom'),
			`${text}\${self:provider.profile}`,
			text.replace(/\$\{self:/, '${self:custom.nope, self:'),
			"${self:provider.profile, 'x'}",
			'${self:}',
		]),
	);
}

const CHAIN_STARTS = ['${env:C0}', '${self:custom.chain}', '${self:custom.chains.a}', '${file(c.yml):a.b}'];
const CHAIN_ADDRESSES = ["${self:custom.${env:C0}, 'x'}", "${file(${env:C0}), 'x'}"];

/* Variables that bring variables, about as often as the Framework follows them (ten times). */
function addChain(world, provider) {
	const r = world.random;
	const length = 7 + r.below(7);

	if (!r.chance(0.03)) return;
	for (let i = 0; i < length; i++) world.environment.set(`C${i}`, `${r.pick(['', '', 'x'])}\${env:C${i + 1}}`);
	world.environment.set(`C${length}`, r.pick(['end', '${self:service}', 'x${env:A}', "${env:NOPE, 'end'}"]));
	mapAt(world.config, ['custom']).set('chain', '${env:C0}');
	mapAt(world.config, ['custom', 'chains'])
		.set('a', r.pick(['${env:C0}', ['${env:C0}']]))
		.set('b', '${env:C0}');
	world.included.set('c.yml', { form: 'yaml', root: new Map([['a', '${self:custom.chains}']]) });
	/* For the stage the count starts again in its second phase: too odd to follow. */
	if (r.chance(0.2)) provider.set('stage', r.pick(CHAIN_STARTS));
	else provider.set(r.pick(['profile', 'profile', 'region']), r.pick([...CHAIN_STARTS, ...CHAIN_ADDRESSES]));
}

/* ---- carelessness --------------------------------------------------------------------------------------------------- */

// prettier-ignore
const SLIPS = [
	'$', '{', '}', ':', ',', '(', ')', "'", '"', '\\', ' ', '.', '-', 'a', '1', '\n', '${', '\\${', '${self:',
	', ', '${env:A}', '}}', '#', '\t',
];

function slip(random, text) {
	const at = random.below(text.length + 1);
	const end = random.chance(0.5) ? at : Math.min(text.length, at + 1 + random.below(2));

	return text.slice(0, at) + (random.chance(0.7) ? random.pick(SLIPS) : '') + text.slice(end);
}

function addSlips(world) {
	const r = world.random;
	const files = [...world.included.values()].filter((file) => isMap(file.root)).map((file) => file.root);
	const texts = [world.config, ...files]
		.flatMap((root) => [...children(root)])
		.filter(([, , child]) => typeof child === 'string' && child.includes('${'));

	if (!texts.length || !r.chance(0.12)) return;
	const [parent, key, text] = r.pick(texts);
	put(parent, key, r.chance(0.3) ? slip(r, slip(r, text)) : slip(r, text));
}

// prettier-ignore
const RAW_SLIPS = [
	'\t', '\r', '\x85', '\u00a0', '\u2028', ' ', '\n', ': ', ' #', '- ', '&a ', '*a', '!t ', '!!str ', '|', '>',
	'%', '@', '`', '{', '}', '[', ']', ',', '? ', "'", '"', '\\', '\ufeff', '---\n', '...\n', '<<: ', 'a: 1\n',
	'!!int ', '\n\n', '  ', 'é', ':', '-', '~', '=', '!', '&', '*',
];

/* One character too many or too few in a file, wherever it stands. */
function slipInFile(world, text) {
	const random = world.random;
	const at = random.below(text.length + 1);

	if (!random.chance(0.02)) return text;
	world.careless = true;
	return (
		text.slice(0, at) +
		(random.chance(0.7) ? random.pick(RAW_SLIPS) : '') +
		text.slice(at + (random.chance(0.5) ? 0 : 1))
	);
}

/* ---- on paper ------------------------------------------------------------------------------------------------------- */

function optionWords(random, name, value) {
	const letter = { stage: 's', region: 'r' }[name];
	const dash = value.startsWith('-');

	if (letter && random.chance(0.2))
		return dash || random.chance(0.3) ? [`-${letter}=${value}`] : [`-${letter}`, value];
	return dash || random.chance(0.4) ? [`--${name}=${value}`] : [`--${name}`, value];
}

function argv(world) {
	const r = world.random;
	const groups = Object.entries(world.options).map(([name, value]) => optionWords(r, name, value));

	if (r.chance(0.02))
		groups.push(optionWords(r, 'stage', r.pick(words.badStages.filter((stage) => !stage.includes('\n')))));
	if (r.chance(0.01))
		groups.push(
			r.pick([
				['--region='],
				['--aws-profile='],
				['--stage='],
				['--param=x'],
				['--param', '=x=y'],
				['--param=k='],
			]),
		);
	for (const param of world.params)
		groups.push(param.startsWith('-') || r.chance(0.5) ? [`--param=${param}`] : ['--param', param]);
	return [
		...r.shuffled(groups).flat(),
		...(r.chance(0.003) ? [r.pick(['--stage', '--region', '-s', '--param'])] : []),
	];
}

function sections(world) {
	const r = world.random;
	const rest = [...world.config].filter(([key]) => key !== 'base');
	const base = [...world.config].filter(([key]) => key === 'base');

	return new Map([...base, ...r.shuffled(rest)]);
}

function writeFiles(world, name) {
	const r = world.random;
	const files = { [name]: slipInFile(world, (name.endsWith('.json') ? toJson : toYaml)(r, sections(world))) };

	for (const [path, { form, root }] of world.included)
		files[path] = form === 'text' ? root : slipInFile(world, (form === 'json' ? toJson : toYaml)(r, root));
	if (r.chance(0.1)) files['nothing.yml'] = r.pick(['', '', '# nothing\n', '~\n', '---\n', '\n', '{}\n']);
	if (r.chance(0.02))
		files['bad.yml'] = r.pick(['a: [1', 'a: 1\na: 2\n', '\ta: 1\n', 'a: *x\n', 'a: 1\n---\nb: 2\n']);
	if (r.chance(0.02)) files['x.js'] = "module.exports = { a: 'b' };\n";
	if (!world.usesDotenv && !r.chance(0.05)) return files;
	files[r.chance(0.25) ? `.env.${world.stage}` : '.env'] = toDotenv(r, world.dotenv);
	if (r.chance(0.15)) files['.env'] = toDotenv(r, world.dotenv.slice(1));
	return files;
}

function addEnvironment(world) {
	const r = world.random;

	while (r.chance(0.3)) {
		const name = r.pick(words.variables);

		if (!world.environment.has(name)) world.environment.set(name, r.pick(words.names));
	}
	if (r.chance(0.02)) world.environment.set('A', '${env:A}');
	if (r.chance(0.02)) world.environment.set('A', 'x${env:B}');
	if (r.chance(0.02)) world.environment.set('B', '${env:A}${self:service}');
}

function generate(seed, index) {
	const world = new World(new Random(seed, index));
	const r = world.random;
	const provider = new Map([['name', r.chance(0.99) ? 'aws' : 'google']]);
	const file = r.weighted({ 'serverless.yml': 90, 'serverless.yaml': 4, 'serverless.json': 6 });

	chooseOptions(world);
	world.config.set('service', r.chance(0.95) ? 'shop' : write(world, { value: 'shop', depth: 2, late: true }));
	if (r.chance(0.01)) provider.set('name', write(world, { value: 'aws', depth: 2, late: false }));
	addStage(world, provider);
	addDotenv(world);
	addTexts(world, provider);
	world.config.set('provider', provider);
	addNoise(world);
	addCycle(world);
	addChain(world, provider);
	addSlips(world);
	addEnvironment(world);
	reshape(world, !file.endsWith('.json'));
	return {
		argv: argv(world),
		files: writeFiles(world, file),
		careless: world.careless,
		environment: Object.fromEntries(
			[...world.environment].map(([name, value]) => [name, String(value).replace(/\0/g, '')]),
		),
	};
}

module.exports = { generate };
