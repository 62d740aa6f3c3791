'use strict';
// What does the service consist of so far, and where can one more value be put?
//
// A case is made backwards: a value is wanted, and what leads to it is put into the configuration, an included file, the
// environment, .env or the parameters.

const { mapAt, isMap } = require('./tree');
const words = require('./words');

class World {
	constructor(random) {
		this.random = random;
		this.config = new Map();
		this.included = new Map(); // path -> { form: yaml | json | text, root }
		this.environment = new Map();
		this.dotenv = []; // { name, value }
		this.params = []; // of --param
		this.options = {}; // stage, region, aws-profile
		this.count = 0;
		this.usesDotenv = false;
	}

	/* A name that nothing has yet. */
	fresh(stem) {
		return `${stem}${++this.count}`;
	}

	/* A key for `map`, an odd one at times. */
	freshKey(map) {
		const key = this.random.pick(this.random.chance(0.25) ? words.keys : words.fields);

		return map.has(key) ? this.fresh('k') : key;
	}

	/* The path of a map below the tree where values go; list and map ones grow in the middle. */
	room(root, stem) {
		const r = this.random;
		const path = stem ? [stem] : [];

		while (r.chance(0.45) && path.length < 5) {
			const here = mapAt(root, path);
			const inner = here && [...here].filter(([, v]) => isMap(v)).map(([k]) => k);

			if (!here) return stem ? [stem] : [];
			path.push(inner.length && r.chance(0.6) ? r.pick(inner) : this.freshKey(here));
		}
		return mapAt(root, path) ? path : stem ? [stem] : [];
	}

	/* Puts `node` somewhere below root[stem]; the path to it. Sometimes into a list. */
	place(root, stem, node) {
		const path = this.room(root, stem);
		const map = mapAt(root, path);
		const key = this.freshKey(map);

		if (this.random.chance(0.08)) {
			const before = Array.from({ length: this.random.below(3) }, () =>
				this.random.pick(words.names),
			);

			map.set(key, [...before, node]);
			return [...path, key, String(before.length)];
		}
		map.set(key, node);
		return [...path, key];
	}

	/* A map with an entry for each of some stages; `node` is the one of `stage`. */
	placeByStage(root, stem, stage, node) {
		const path = this.room(root, stem);
		const map = mapAt(root, path);
		const key = this.freshKey(map);
		const others = this.random
			.shuffled(words.stages)
			.slice(0, this.random.below(4))
			.filter((other) => other !== stage);

		map.set(
			key,
			new Map(
				this.random
					.shuffled([...others, stage])
					.map((s) => [
						s,
						s === stage
							? node
							: this.random.chance(0.8)
								? this.random.pick(words.names)
								: words.oddValue(this.random),
					]),
			),
		);
		return [...path, key, stage];
	}

	/* As --param, or below params: for this stage, another one or all. */
	addParam(name, node) {
		const group = this.random.pick([
			'default',
			'default',
			this.stage,
			this.stage,
			this.random.pick(words.stages),
		]);

		if (typeof node === 'string' && this.random.chance(0.3)) this.params.push(`${name}=${node}`);
		else mapAt(this.config, ['params', group]).set(name, node);
		if (this.random.chance(0.2))
			mapAt(this.config, ['params', 'default']).set(name, this.random.chance(0.5) ? null : 'general');
	}

	/* A file of that form to put values into, a new one or one that is there. */
	file(form) {
		const same = [...this.included]
			.filter(([, file]) => file.form === form && isMap(file.root))
			.map(([path]) => path);
		const endings = {
			yaml: ['.yml', '.yml', '.yaml'],
			json: ['.json', '.json', '.tfstate'],
			text: ['.txt', '', '.YML', '.ini'],
		};
		const folder = this.random.pick(['', '', '', 'conf/', 'a b/', 'é/']);
		const path = `${folder}${this.fresh('f')}${this.random.pick(endings[form])}`;

		if (form !== 'text' && same.length && this.random.chance(0.5)) return this.random.pick(same);
		this.included.set(path, { form, root: form === 'text' ? '' : new Map() });
		return path;
	}
}

module.exports = { World };
