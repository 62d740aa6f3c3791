'use strict';
// Which is the smallest case that still shows the difference?
//
// Parts are taken away one by one as long as the same difference stays: files, variables, arguments, lines, and what stands in
// them.

const fs = require('fs');

const PATIENCE = 90000; /* milliseconds */

/* Without `list[at .. at + n]`. */
const without = (list, at, n) => [...list.slice(0, at), ...list.slice(at + n)];

function* fewerEntries(object) {
	for (const name of Object.keys(object)) {
		const rest = { ...object };

		delete rest[name];
		yield rest;
	}
}

function* fewerArguments(argv) {
	for (let n = 2; n > 0; n--) for (let at = 0; at + n <= argv.length; at++) yield without(argv, at, n);
}

/* Runs of lines, long ones first. */
function* fewerLines(text) {
	const lines = text.split(/(?<=\n)/);

	for (let n = lines.length >> 1; n > 0; n = n > 4 ? n >> 1 : n - 1)
		for (let at = 0; at + n <= lines.length; at++) yield without(lines, at, n).join('');
}

/* Where the variable at `from` ends, behind its bracket. */
function closing(text, from) {
	let depth = 0;

	for (let i = from; i < text.length; i++) {
		if (text[i] === '{') depth++;
		if (text[i] === '}' && --depth === 0) return i + 1;
	}
	return text.length;
}

function* simplerVariables(text) {
	for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', at + 1)) {
		const end = closing(text, at);
		const around = (middle) => text.slice(0, at) + middle + text.slice(end);
		const inner = text.slice(at + 2, end - 1);

		yield around('');
		yield around('x');
		for (const part of inner.split(/, */)) yield around(`\${${part}}`);
		for (let k = inner.indexOf(','); k >= 0; k = inner.indexOf(',', k + 1)) {
			yield around(`\${${inner.slice(0, k)}}`);
			yield around(`\${${inner.slice(k + 1).trim()}}`);
		}
	}
}

function* fewerCharacters(text) {
	if (text.length > 1500) return;
	for (let n = 8; n > 0; n >>= 1)
		for (let at = 0; at + n <= text.length; at += n > 1 ? n : 1)
			yield text.slice(0, at) + text.slice(at + n);
}

function* smallerTexts(object) {
	for (const [name, text] of Object.entries(object))
		for (const change of [fewerLines, simplerVariables, fewerCharacters])
			for (const smaller of change(text))
				if (smaller.length < text.length) yield { ...object, [name]: smaller };
}

function* smaller(test) {
	for (const files of fewerEntries(test.files)) yield { ...test, files };
	for (const environment of fewerEntries(test.environment)) yield { ...test, environment };
	for (const argv of fewerArguments(test.argv)) yield { ...test, argv };
	for (const files of smallerTexts(test.files)) yield { ...test, files };
	for (const environment of smallerTexts(test.environment)) yield { ...test, environment };
}

/* Not one difference turned into another: what both say beside it stays, too. */
const same = (a, b) =>
	a.property === b.property &&
	a.kind === b.kind &&
	a.program.code === b.program.code &&
	!a.framework.refusal === !b.framework.refusal;

async function shrink(trials, test, difference) {
	const end = Date.now() + PATIENCE;
	const shows = async (candidate) => {
		try {
			return (await trials.run(candidate)).differences.some((other) => same(other, difference));
		} catch (error) {
			if (error instanceof TypeError || fs.existsSync(trials.top)) return false;
			throw error;
		}
	};

	for (let found = true; found && Date.now() < end;) {
		found = false;
		for (const candidate of smaller(test)) {
			if (Date.now() > end) break;
			if (!(await shows(candidate))) continue;
			test = candidate;
			found = true;
			break;
		}
	}
	return test;
}

module.exports = { shrink };
