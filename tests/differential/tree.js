'use strict';
// What is a configuration before it is written down?
//
// Maps (of JavaScript), arrays, texts, numbers, booleans, null, and what only YAML can say: a scalar as it is spelt, a tag, an
// anchor and its alias.

const raw = (spelling) => ({ kind: 'raw', spelling });
const tagged = (tag, value) => ({ kind: 'tag', tag, value });
const anchored = (name, value) => ({ kind: 'anchor', name, value });
const alias = (name) => ({ kind: 'alias', name });

const isMap = (node) => node instanceof Map;
const isKind = (node, kind) => node !== null && typeof node === 'object' && node.kind === kind;

/* The map at `path`, made on the way; null when something else stands there. */
function mapAt(root, path) {
	let node = root;

	for (const key of path) {
		if (!node.has(key)) node.set(key, new Map());
		node = node.get(key);
		if (!isMap(node)) return null;
	}
	return node;
}

/* Every map and list in it with its children: [parent, key, child]. */
function* children(node) {
	const entries = isMap(node) ? [...node] : Array.isArray(node) ? [...node.entries()] : [];

	for (const [key, child] of entries) {
		yield [node, key, child];
		yield* children(child);
	}
	if (isKind(node, 'anchor')) yield* children(node.value);
}

function put(parent, key, child) {
	if (isMap(parent)) parent.set(key, child);
	else parent[key] = child;
}

module.exports = { raw, tagged, anchored, alias, isMap, isKind, mapAt, children, put };
