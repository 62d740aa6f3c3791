'use strict';
// What goes wrong, and how often?
//
// One fault a line in the file `faults`, which may change at any time:  OPERATION FAULT [ARGUMENT...] [xN]
// OPERATION is AssumeRole, CreateToken, ... or * for all; with xN only the first N requests have it. The first line that fits
// counts. A line `clock SECONDS` puts the server's clock off.
//
//   slow S            the answer comes S seconds late           type TYPE     the right answer as another content type
//   never             no answer, no end                         empty         200 and nothing
//   drip              a byte each second                        without NAME  200, without that element
//   reset             the connection is closed                  with TEXT     200, and TEXT is the answer ({4 MB} is so much)
//   half              half of the answer, then closed           redirect      307 to another address of this server
//   garbage           200 and 4000 random bytes                 page N        status N with a proxy's HTML
//   big MB            200 and so many megabytes                 refuse STATUS CODE MESSAGE...   as the service says no

const crypto = require('crypto');
const fs = require('fs');
const { Refusal } = require('./refusal');

const send = (response, answer, body, more = {}) => response.writeHead(answer.status, { ...answer.headers, ...more }).end(body);

function drip(answer, response) {
	const bytes = Buffer.from(answer.body);
	let at = 0;

	response.writeHead(answer.status, { ...answer.headers, 'Content-Length': bytes.length });
	const timer = setInterval(() => (at < bytes.length ? response.write(bytes.subarray(at, ++at)) : response.end()), 1000);
	response.on('close', () => clearInterval(timer));
}

/* Nobody reads so much: it is written as long as the other side takes it. */
function big(answer, response, megabytes) {
	const piece = Buffer.alloc(1 << 20, answer.body.toString() || 'x');
	let left = Number(megabytes);
	const more = () => {
		while (left-- > 0) if (!response.write(piece)) return response.once('drain', more);
		return response.end();
	};

	response.writeHead(200, { ...answer.headers, 'Content-Length': left * piece.length });
	more();
}

function without(answer, name) {
	const text = answer.body.toString();

	return text.startsWith('<') ? text.replace(new RegExp(`<${name}>[^]*?</${name}>`), '') : text.replace(new RegExp(`"${name}":("[^"]*"|[^,}]*),?`), '');
}

const ways = {
	slow: (answer, response, seconds) => setTimeout(() => send(response, answer, answer.body), seconds * 1000),
	never: () => {},
	drip,
	reset: (answer, response) => response.socket.destroy(),
	half(answer, response) {
		const bytes = Buffer.from(answer.body);

		response.writeHead(answer.status, { ...answer.headers, 'Content-Length': bytes.length });
		response.write(bytes.subarray(0, bytes.length >> 1), () => response.socket.destroy());
	},
	garbage: (answer, response) => send(response, answer, crypto.randomBytes(4000)),
	big,
	type: (answer, response, type) => send(response, answer, answer.body, { 'Content-Type': type }),
	empty: (answer, response) => send(response, answer, ''),
	without: (answer, response, name) => send(response, answer, without(answer, name)),
	with: (answer, response, ...words) => send(response, answer, words.join(' ').replace(/\{(\d+) MB\}/, (all, n) => 'x'.repeat(n << 20))),
	redirect: (answer, response) => response.writeHead(307, { Location: '/redirected' }).end(),
	page(answer, response, status) {
		const body = `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>Bad gateway &mdash; ${status}</h1></body></html>`;

		response.writeHead(Number(status), { 'Content-Type': 'text/html' }).end(body);
	},
};

class Fault {
	constructor(text, words) {
		Object.assign(this, { text, way: words[0], words: words.slice(1) });
		if (this.way !== 'refuse' && !Object.hasOwn(ways, this.way)) throw new Error(`unknown fault: ${text}`);
	}

	refusal(service) {
		if (this.way !== 'refuse') return null;
		const [status, code, ...message] = this.words, text = message.join(' ');
		const more = service === 'oidc' ? { error: code.replace(/Exception$/, ''), error_description: text } : service === 'signin' ? { error: text } : {};
		return new Refusal(Number(status), code, text, more);
	}

	deliver(answer, response) {
		ways[this.way](answer, response, ...this.words);
	}
}

class Faults {
	constructor(file) {
		Object.assign(this, { file, seen: '', used: new Map() });
	}

	lines() {
		const text = fs.existsSync(this.file) ? fs.readFileSync(this.file, 'utf8') : '';

		if (text !== this.seen) this.used.clear();
		this.seen = text;
		return text.split('\n').map((line) => line.trim()).filter(Boolean);
	}

	clock() {
		return Number(this.lines().map((line) => /^clock (-?\d+)$/.exec(line)).filter(Boolean).map((found) => found[1])[0] || 0);
	}

	take(operation) {
		for (const line of this.lines()) {
			const words = line.split(/\s+/), times = /^x\d+$/.test(words[words.length - 1]) ? Number(words.pop().slice(1)) : Infinity;
			const used = this.used.get(line) || 0;

			if (words[0] === 'clock' || (words[0] !== operation && words[0] !== '*') || used >= times) continue;
			this.used.set(line, used + 1);
			return new Fault(line, words.slice(1));
		}
		return null;
	}
}

module.exports = { Faults };
