'use strict';
// How is a tree written in JSON, which has no anchors, tags or spellings?

const { isMap } = require('./tree');

function plain(node) {
	if (isMap(node)) return `{${[...node].map(([k, v]) => `${JSON.stringify(k)}: ${plain(v)}`).join(', ')}}`;
	if (Array.isArray(node)) return `[${node.map(plain).join(', ')}]`;
	if (node === null || typeof node !== 'object') return JSON.stringify(node);
	if (node.kind === 'raw')
		return /^(-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?|true|false|null)$/.test(node.spelling)
			? node.spelling
			: JSON.stringify(node.spelling);
	if (node.kind === 'tag') return plain(new Map([[node.tag, node.value]]));
	return node.kind === 'anchor' ? plain(node.value) : JSON.stringify(`*${node.name}`);
}

/* One in a few has every character beyond ASCII as an escape. */
function toJson(random, root) {
	const text = plain(root) + (random.chance(0.8) ? '\n' : '');

	return random.chance(0.2)
		? text.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
		: text;
}

module.exports = { toJson };
