'use strict';
// In which other ways can the same configuration be laid out?
//
// Sections move into files of their own, values become aliases of anchors, maps are merged from others.

const { isMap, isKind, alias, anchored, children, put } = require('./tree');

const isTree = (node) => isMap(node) || Array.isArray(node);

function anyOf(random, root, test) {
	const found = [...children(root)].filter(test);

	return found.length ? random.pick(found) : null;
}

/* A section becomes ${file(...)}, whole or by address; the file may get sections of its own taken out, later. */
function moveOut(world, root) {
	const r = world.random;
	const found = anyOf(
		r,
		root,
		([parent, , child]) => isTree(child) && !isKind(parent, 'tag') && !holdsAlias(child),
	);
	const path = `${world.fresh('s')}${r.pick(['.yml', '.yml', '.json'])}`;

	if (!found) return;
	const [parent, key, child] = found;
	const address = r.chance(0.4) ? world.fresh('part') : null;

	put(parent, key, `\${file(${r.pick(['', './'])}${path})${address ? `:${address}` : ''}}`);
	world.included.set(path, {
		form: path.endsWith('.json') ? 'json' : 'yaml',
		root: address ? new Map([[address, child]]) : child,
	});
}

function holdsAlias(node) {
	return [...children(node)].some(
		([, key, child]) => key === '<<' || isKind(child, 'alias') || isKind(child, 'anchor'),
	);
}

/* A value moves to the top, with an anchor, and an alias takes its place. */
function moveUp(world, base, root) {
	const name = world.fresh('n');
	const found = anyOf(
		world.random,
		root,
		([parent, key, child]) =>
			isMap(parent) &&
			key !== '<<' &&
			child !== base &&
			!isKind(child, 'alias') &&
			!isKind(child, 'raw') &&
			!isKind(child, 'tag') &&
			!holdsAlias(child) &&
			![...children(base)].some(([, , c]) => c === child),
	);

	if (!found) return;
	base.set(name, anchored(name, found[2]));
	put(found[0], found[1], alias(name));
}

/* Some entries of a map move to the top, and are merged in. */
function merge(world, base, root) {
	const r = world.random;
	const name = world.fresh('m');
	const found = anyOf(
		r,
		root,
		([, , child]) =>
			isMap(child) &&
			child.size &&
			child !== base &&
			!child.has('<<') &&
			!holdsAlias(child) &&
			![...children(base)].some(([, , c]) => c === child),
	);
	const taken = new Map();

	if (!found) return;
	for (const [key, value] of [...found[2]]) {
		if (!r.chance(0.6)) continue;
		taken.set(key, value);
		if (r.chance(0.85)) found[2].delete(key);
		else found[2].set(key, 'own');
	}
	base.set(name, anchored(name, taken));
	const entries = [...found[2]];
	entries.splice(r.below(entries.length + 1), 0, ['<<', r.chance(0.2) ? [alias(name)] : alias(name)]);
	found[2].clear();
	entries.forEach(([key, value]) => found[2].set(key, value));
}

function reshape(world, yaml) {
	const r = world.random;
	const base = new Map();
	const roots = [...world.included.values()].filter((file) => isTree(file.root)).map((file) => file.root);

	for (let chance = 0.2; r.chance(chance); chance = 0.4)
		moveOut(world, roots.length && r.chance(0.25) ? r.pick(roots) : world.config);
	if (!yaml || !r.chance(0.2)) return;
	world.config = new Map([['base', base], ...world.config]);
	for (let chance = 1; r.chance(chance); chance = 0.5)
		(r.chance(0.5) ? moveUp : merge)(world, base, world.config);
}

module.exports = { reshape };
