'use strict';
// How may a tree be written in YAML?
//
// Each node picks its style by chance: block or flow, plain, quoted, literal or folded.

const { isMap, isKind } = require('./tree');

const LOOKS_TYPED = /^(|~|null|true|false|[-+.0-9].*|<<|=)$/i;

/* Some texts look like something else without quotes; once in a while they go without all the same. */
function isPlain(random, text, flow) {
	if (!/^[^\s\-?:,[\]{}#&*!|>'"%@`\ufeff]/.test(text) && !/^[-?:][^\s,[\]{}]/.test(text)) return false;
	if (/: |:$| #|[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\s$|\u00a0$|^(---|\.\.\.)/.test(text)) return false;
	if (flow && /[,[\]{}]|:(?![\w/])/.test(text)) return false;
	return !LOOKS_TYPED.test(text) || random.chance(0.1);
}

const SHORT = {
	'\n': 'n',
	'\t': 't',
	'\0': '0',
	'\r': 'r',
	'"': '"',
	'\\': '\\',
	'\u00a0': '_',
	'\u2028': 'L',
	'\u2029': 'P',
};

function escaped(random, c) {
	const code = c.codePointAt(0);

	if (SHORT[c] && !(c === '\u00a0' && random.chance(0.5))) return `\\${SHORT[c]}`;
	if (c === '/' && random.chance(0.1)) return '\\/';
	if (code < 0x20 || code === 0x7f || code === 0xfeff || random.chance(0.01)) {
		if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
		return code < 0x10000
			? `\\u${code.toString(16).padStart(4, '0')}`
			: `\\U${code.toString(16).padStart(8, '0')}`;
	}
	return c;
}

const doubleQuoted = (random, text) => `"${[...text].map((c) => escaped(random, c)).join('')}"`;
const singleQuoted = (text) => `'${text.replace(/'/g, "''")}'`;

/* Text of lines without leading blanks and odd characters fits below | and >. */
const isBlock = (text) => /^[^\s][^\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]*$/.test(text);

function block(random, text, indent) {
	const tail = /\n*$/.exec(text)[0].length;
	const body = text.slice(0, text.length - tail);
	const folded = random.chance(0.4) && !/\n[ \t]|\n\n/.test(body);
	const chomp = tail === 0 ? '-' : tail === 1 && random.chance(0.8) ? '' : '+';
	const lines = (folded ? body.replace(/\n/g, '\n\n') : body).split('\n').map((line) => line && indent + line);

	return `${folded ? '>' : '|'}${chomp}\n${lines.join('\n')}${'\n'.repeat(Math.max(0, tail - 1))}`;
}

/* A plain text over several lines: each line break is a blank. */
function wrapped(random, text, indent) {
	const words = text.split(' ');

	if (words.length < 2 || words.some((word) => !word || /^[-?:#]|:$/.test(word)) || !random.chance(0.15))
		return text;
	return words.reduce((line, word) => line + (random.chance(0.5) ? `\n${indent}` : ' ') + word);
}

function text(random, value, indent, flow) {
	const style = random.weighted({ plain: 60, double: 20, single: 20, block: flow ? 0 : 8 });

	if (style === 'block' && isBlock(value)) return block(random, value, indent);
	if (style === 'plain' && isPlain(random, value, flow)) return flow ? value : wrapped(random, value, indent);
	if (style !== 'double' && !/[\0-\x08\x0a-\x1f\x7f-\x9f\ufeff\u2028\u2029]/.test(value))
		return singleQuoted(value);
	return doubleQuoted(random, value);
}

function key(random, name) {
	if (isPlain(random, name, true) || /^[0-9][0-9.]*$/.test(name)) return random.chance(0.95) ? name : `"${name}"`;
	return text(random, name, '', true);
}

function flow(random, node) {
	if (isMap(node)) return `{${[...node].map(([k, v]) => `${key(random, k)}: ${flow(random, v)}`).join(', ')}}`;
	if (Array.isArray(node)) return `[${node.map((item) => flow(random, item)).join(', ')}]`;
	return inline(random, node, '', true);
}

/* What stands in one line behind the key. */
function inline(random, node, indent, inFlow) {
	if (node === null) return random.pick(['null', '~', 'null']);
	if (typeof node === 'string') return text(random, node, indent, inFlow);
	if (typeof node !== 'object') return String(node);
	if (node.kind === 'raw') return inFlow && /^-?$/.test(node.spelling) ? 'null' : node.spelling;
	if (node.kind === 'alias') return `*${node.name} `;
	if (node.kind === 'anchor') return `&${node.name} ${flow(random, node.value)}`;
	if (node.kind === 'tag') return `!${node.tag} ${flow(random, node.value)}`;
	return flow(random, node);
}

/* Behind "key:" or "-": in the same line, or a block below it. */
function value(random, node, indent, step) {
	const bare = isKind(node, 'anchor') ? node.value : node;
	const anchor = isKind(node, 'anchor') ? ` &${node.name}` : '';
	const isBlockNode = (isMap(bare) && bare.size) || (Array.isArray(bare) && bare.length);

	if (!isBlockNode || random.chance(0.12))
		return ` ${inline(random, node, indent + step, false)}`.replace(/ $/, '');
	if (isMap(bare)) return `${anchor}\n${map(random, bare, indent + step, step)}`;
	return `${anchor}\n${list(random, bare, random.chance(0.3) ? indent : indent + step, step)}`;
}

function remark(random, indent) {
	return random.chance(0.02)
		? `${indent}# ${random.pick(['a remark', '${self:nowhere}', "it's"])}\n`
		: random.chance(0.01)
			? '\n'
			: '';
}

function map(random, node, indent, step) {
	return [...node]
		.map(
			([k, v]) =>
				`${remark(random, indent)}${indent}${k === '<<' ? k : key(random, k)}:${value(random, v, indent, step)}`,
		)
		.join('\n');
}

function list(random, node, indent, step) {
	return node.map((item) => `${indent}-${value(random, item, indent, step)}`).join('\n');
}

function toYaml(random, root) {
	const step = random.pick(['  ', '  ', '  ', '    ', ' ']);
	const isBlockMap = isMap(root) && root.size;
	let out = isBlockMap ? map(random, root, '', step) : value(random, root, '', step).replace(/^[ \n]/, '');

	if (random.chance(0.03)) out = `---\n${out}`;
	if (random.chance(0.02)) out = `\ufeff${out}`;
	out += random.chance(0.97) ? '\n' : '';
	if (random.chance(0.01)) out += '...\n';
	return random.chance(0.05) ? out.replace(/\n/g, '\r\n') : out;
}

module.exports = { toYaml };
