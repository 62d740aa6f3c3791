'use strict';
// How is a case written in tests/cases/decide?

const { PROPERTIES } = require('./compare');

/* The escapes of tests/casefile.h. */
function written(text) {
	return [...Buffer.from(text)]
		.map((byte) => {
			if (byte === 0x5c) return '\\\\';
			if (byte === 0x0a) return '\n';
			if (byte === 0x09 || (byte >= 0x20 && byte < 0x7f)) return String.fromCharCode(byte);
			return `\\x${byte.toString(16).padStart(2, '0')}`;
		})
		.join('');
}

const inLine = (text) => written(text).replace(/\n/g, '\\n');

/* A file's bytes; a line that looks like the case's own has its first byte escaped. */
function body(text) {
	const lines = written(text).replace(/^(?=-- |== )./gm, (c) => `\\x${c.charCodeAt(0).toString(16)}`);

	return text === '' ? '\\c\n' : text.endsWith('\n') ? lines : `${lines}\\c\n`;
}

function demand(property, { status, value }) {
	if (status !== 'ok') return null;
	return value === null || value === undefined
		? `no ${property}`
		: `${property} = ${inLine(typeof value === 'string' ? value : JSON.stringify(value))}`;
}

function expectation(framework) {
	if (framework.hangs) return ['error'];
	const demands = PROPERTIES.map((property) => demand(property, framework[property])).filter(Boolean);

	return framework.refusal || demands.length < PROPERTIES.length
		? ['error', ...demands.filter((line) => !line.startsWith('no '))]
		: demands;
}

function section(heading, lines) {
	return lines.length ? `-- ${heading}\n${lines.join('\n')}\n` : '';
}

function caseText(name, { argv, environment, files }, framework) {
	return `== ${name}\n${section('argv', argv.map(inLine))}${section(
		'environment',
		Object.entries(environment).map(([key, value]) => `${key}=${inLine(value)}`),
	)}${Object.entries(files)
		.map(([path, text]) => `-- file ${path}\n${body(text)}`)
		.join('')}${section('expect', expectation(framework))}`;
}

module.exports = { caseText };
