'use strict';
// What does the Framework say: its stage, profile and region, each for itself?
//
// Its own modules are asked, in its own phases (scripts/serverless.js), but lazily: only what the three refer to is resolved, and
// what goes wrong with one of them does not hide the others. Each comes back as { status: 'ok' | 'refused', value, message };
// 'unasked' is what the Framework never comes to, because it stops before. `refusal` is why it would stop whatever the three are.

const Module = require('module');
const path = require('path');

const MODULES = {
	resolve: 'configuration/variables/resolve',
	findVariables: 'configuration/variables/resolve-meta',
	isResolved: 'configuration/variables/is-property-resolved',
	read: 'configuration/read',
	providerName: 'configuration/resolve-provider-name',
	findFile: 'cli/resolve-configuration-path',
	readArguments: 'cli/resolve-input',
	supportedOptions: 'cli/filter-supported-options',
	loadDotenv: 'cli/conditionally-load-dotenv',
	commands: 'cli/commands-schema/service',
	env: 'configuration/variables/sources/env',
	file: 'configuration/variables/sources/file',
	opt: 'configuration/variables/sources/opt',
	self: 'configuration/variables/sources/self',
	strToBool: 'configuration/variables/sources/str-to-bool',
	sls: 'configuration/variables/sources/instance-dependent/get-sls',
};

/* What osls and serverless 3 do not have in common. */
const OSLS_MODULES = {
	validateStage: 'utils/validate-stage',
	param: 'configuration/variables/sources/instance-dependent/param',
};

const STAGE = 'provider\0stage',
	NAME = 'provider\0name',
	PROFILE = 'provider\0profile',
	REGION = 'provider\0region';
const TIME_LIMIT = 2000; /* milliseconds */

/* The Framework's modules below DIR, where npm has put NAME: osls or serverless. */
function loadFramework(dir, name) {
	const top = path.join(dir, 'node_modules', name);
	const load = (table) =>
		Object.fromEntries(Object.entries(table).map(([key, file]) => [key, require(path.join(top, 'lib', file))]));

	if (name === 'osls') return { ...load(MODULES), ...load(OSLS_MODULES), lax: false };
	const dashboard = require(require.resolve('@serverless/dashboard-plugin/lib/variables', { paths: [top] }));

	return { ...load(MODULES), param: (instance) => dashboardParams(dashboard, instance), lax: true };
}

/* serverless 3 has its params from the plugin of its dashboard, which works without the dashboard. */
function dashboardParams(dashboard, { configurationInput, processedInput, getStage }) {
	const context = {
		sls: { classes: { Error }, service: {}, configurationInput, processedInput },
		provider: { getStage },
	};

	return { resolve: (call) => dashboard.paramResolve.call(context, call) };
}

class Session {
	constructor(modules, dir, words, lazily) {
		this.modules = modules;
		this.lazily = lazily; /* parameters that nobody asks for are left alone */
		this.dir = dir;
		this.words = ['print', ...words];
		this.sources = {
			env: modules.env,
			file: modules.file,
			opt: modules.opt,
			self: modules.self,
			strToBool: modules.strToBool,
			sls: modules.sls(),
		};
		this.fulfilled = new Set(['file', 'self', 'strToBool']);
	}

	async begin() {
		const m = this.modules;

		const { options, commandSchema } = this.readArguments();
		const file = await m.findFile({ options: { ...options }, cwd: this.dir });

		if (!file) throw Object.assign(new Error('no configuration here'), { outside: true });
		this.given = options;
		this.configuration = await m.read(file);
		this.variables = m.findVariables(this.configuration);
		this.options = m.supportedOptions(options, { commandSchema, providerName: 'aws' });
	}

	/* Without good arguments nothing is asked at all. */
	readArguments() {
		this.modules.readArguments.clear();
		try {
			process.argv = [process.argv[0], 'sls', ...this.words]; /* serverless 3 looks there */
			return this.modules.readArguments(this.modules.commands, this.words);
		} catch (error) {
			throw Object.assign(error, { status: 'unasked' });
		}
	}

	async resolve(...paths) {
		await this.modules.resolve({
			serviceDir: this.dir,
			configuration: this.configuration,
			variablesMeta: this.variables,
			sources: this.sources,
			options: this.options,
			fulfilledSources: this.fulfilled,
			propertyPathsToResolve: new Set(paths),
		});
	}

	isResolved(...paths) {
		return paths.every((where) => this.modules.isResolved(this.variables, where));
	}

	get provider() {
		const { provider } = this.configuration;

		return provider !== null && typeof provider === 'object' ? provider : {};
	}

	/* Phases A and B: the stage and .env. Why it would go no further; null: it would. */
	async decideStage() {
		await this.resolve(NAME, STAGE, 'useDotenv');
		const named = this.isResolved(NAME);
		this.fulfilled.add('env');
		this.modules.env.missingEnvVariables.clear();
		const asked = !this.isResolved(STAGE, 'useDotenv');
		if (asked) await this.resolve(STAGE, 'useDotenv');
		const missed = asked ? [...this.modules.env.missingEnvVariables] : [];

		if (!this.isResolved('useDotenv')) return 'useDotenv cannot be resolved';
		if (this.configuration.useDotenv && !this.isResolved(STAGE))
			return 'the stage cannot be resolved, and .env waits for it';
		const stop = await this.dotenv(missed);
		if (stop) return stop;
		if (!named && this.configuration.useDotenv) await this.resolve(NAME);
		return null;
	}

	async dotenv(missed) {
		try {
			if (!(await this.modules.loadDotenv(this.given, this.configuration))) return null;
		} catch (error) {
			return error.message;
		}
		const conflict = missed.find((name) => process.env[name]);

		return conflict === undefined ? null : `.env sets ${conflict}, which was missing before`;
	}

	/* Phases C, D and E. Parameters are not asked for by their path: they have to be there in time, or it stops. */
	async decideTexts(stage) {
		await this.resolve(PROFILE, REGION, ...(this.lazily ? [] : ['params\0default', `params\0${stage}`]));
		this.paramsFail = [...this.variables].some(
			([where, { error }]) => where.startsWith('params\0') && error,
		);
		if (this.provider.stage == null) this.provider.stage = 'dev';
		if (this.isAws()) this.provider.region = this.given.region || this.provider.region || 'us-east-1';
		const instance = {
			instanceId: '1500000000000',
			configurationInput: this.configuration,
			processedInput: { options: this.given },
			getStage: () => this.laxStage(),
		};

		this.fulfilled.add('opt').add('sls').add('param');
		this.sources.sls = this.modules.sls(instance);
		this.sources.param = this.modules.param(instance);
		await this.resolve(PROFILE, REGION);
		return null;
	}

	isAws() {
		return this.isResolved(NAME) && (this.configuration.provider === 'aws' || this.provider.name === 'aws');
	}

	/* What stops it whatever the three are. */
	refusal() {
		if (!this.isResolved('disabledDeprecations', 'deprecationNotificationMode'))
			return 'variables where none may be';
		if (!this.isResolved(NAME)) return 'provider.name cannot be resolved';
		try {
			this.modules.providerName(this.configuration, { isHelpRequest: false });
		} catch (error) {
			return error.message;
		}
		return null;
	}

	/* Of what was resolved on the way, not of the two themselves. */
	failsOnTheWay() {
		return [...this.variables].some(
			([where, { error }]) =>
				error &&
				!`${where}\0`.startsWith(`${PROFILE}\0`) &&
				!`${where}\0`.startsWith(`${REGION}\0`),
		);
	}

	refused(where) {
		const errors = [...this.variables.values()].map(({ error }) => error && error.message).filter(Boolean);

		return this.isResolved(where) ? null : errors.join('; ') || 'waits for something that is not there yet';
	}

	stage() {
		const message = this.refused(STAGE);

		if (message) return { status: 'refused', message };
		if (this.modules.lax) return this.laxStageAnswer();
		const value =
			'stage' in this.given
				? this.given.stage
				: this.provider.stage == null
					? 'dev'
					: this.provider.stage;
		try {
			return { status: 'ok', value: this.modules.validateStage(value) };
		} catch (error) {
			return { status: 'refused', message: error.message };
		}
	}

	/* getStage() of serverless 3. */
	laxStage() {
		return this.given.stage || this.provider.stage || 'dev';
	}

	laxStageAnswer() {
		const value = coerced(this.laxStage());

		return typeof value === 'string'
			? { status: 'ok', value }
			: { status: 'refused', message: 'a stage that is no text has no toUpperCase()' };
	}

	/* getProfile(), behind the schema's coercion. */
	profile() {
		const message = this.refused(PROFILE);

		return message
			? { status: 'refused', message }
			: { status: 'ok', value: this.given['aws-profile'] || coerced(this.provider.profile) };
	}

	/* getRegion(); the schema gives a region no type. */
	region() {
		const message = this.refused(REGION);
		const value = this.given.region || this.provider.region || (this.isAws() ? 'us-east-1' : null);

		return message
			? { status: 'refused', message }
			: { status: 'ok', value: isScalar(value) ? String(value) : value };
	}
}

/* ajv's coerceTypes: 'array' for a property of type string. */
function coerced(value) {
	const one = Array.isArray(value) && value.length === 1 && value[0] !== null ? value[0] : value;

	return isScalar(one) ? String(one) : one;
}

const isScalar = (value) => typeof value === 'number' || typeof value === 'boolean';

async function decide(modules, dir, words, lazily) {
	const session = new Session(modules, dir, words, lazily);

	await session.begin();
	let stop = await session.decideStage();
	const stage = session.stage();
	if (stop && stage.status === 'ok') stage.status = 'unasked';
	if (!stop)
		stop = await session
			.decideTexts(stage.status === 'ok' ? stage.value : 'dev')
			.catch((error) => `it crashes: ${error.message}`);
	if (stop) return { stage, profile: { status: 'unasked' }, region: { status: 'unasked' }, refusal: stop };
	return {
		stage,
		profile: session.profile(),
		region: session.region(),
		refusal: session.refusal(),
		aws: session.isAws(),
		paramsFail: session.paramsFail,
		failsOnTheWay: session.failsOnTheWay(),
	};
}

/* Exactly PATH, HOME and these: nothing else of ours may reach it. */
function enter(dir, environment) {
	for (const name of Object.keys(process.env)) delete process.env[name];
	Object.assign(process.env, environment);
	process.chdir(dir);
	for (const file of Object.keys(require.cache))
		if (file.startsWith(`${dir}${path.sep}`)) delete require.cache[file];
	/* node remembers as well which files were there for an earlier case */
	for (const [key, file] of Object.entries(Module._pathCache))
		if (file.startsWith(`${dir}${path.sep}`)) delete Module._pathCache[key];
}

/* Its variables can wait for each other without end: then { hangs: true }. */
async function askFramework(modules, dir, environment, words, lazily = false) {
	let timer;
	const limit = new Promise((resolve) => (timer = setTimeout(resolve, TIME_LIMIT, { hangs: true })));
	const refused = ({ status, message }) => ({ status: status || 'refused', message });

	enter(dir, environment);
	try {
		return await Promise.race([decide(modules, dir, words, lazily), limit]);
	} catch (error) {
		return {
			stage: refused(error),
			profile: refused(error),
			region: refused(error),
			refusal: error.message,
			outside: error.outside,
		};
	} finally {
		clearTimeout(timer);
	}
}

module.exports = { loadFramework, askFramework };
