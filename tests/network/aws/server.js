'use strict';
// What would AWS answer? A stand-in on the loopback interface, for tests.
//
//   NODE_PATH=MODULES node server.js DIR
//
// MODULES is where `npm install aws4 @smithy/signature-v4 @aws-crypto/sha256-js` was run: every signature is computed again by both.
// In DIR, which is private to the test, it finds certificates (certificates.sh) and `faults` (faults.js), and writes
//   settings  NAME='VALUE' lines for a shell: where it listens, who is known; complete as soon as it exists
//   log       one JSON object a request: service, operation, status, code, host, caller, parameters without secrets
//   secrets   every secret it knows or gave out, one a line: nothing of it may be seen anywhere
// It ends when the process that started it does.

const fs = require('fs');
const http = require('http');
const https = require('https');
const net = require('net');
const path = require('path');
const { Callers } = require('./callers');
const { Faults } = require('./faults');
const { Refusal } = require('./refusal');
const services = [require('./metadata'), require('./signin'), require('./oidc'), require('./portal'), require('./cloudformation'), require('./sts')];

const MOST = 1 << 20;

function body(request) {
	return new Promise((resolve, reject) => {
		const parts = [];
		let size = 0;

		request.on('data', (part) => {
			size += part.length;
			if (size > MOST) request.destroy();
			else parts.push(part);
		});
		request.on('end', () => resolve(Buffer.concat(parts)));
		request.on('error', reject);
	});
}

class Server {
	constructor(dir) {
		this.dir = dir;
		this.settings = {};
		this.faults = new Faults(path.join(dir, 'faults'));
		this.callers = new Callers((secret) => fs.appendFileSync(path.join(dir, 'secrets'), `${secret}\n`));
		this.states = services.map((service) => service.begin(this));
	}

	/* What its clock says: a fault can put it off. */
	now() {
		return Date.now() + this.faults.clock() * 1000;
	}

	/* Writes down a request when it is answered, or given up. */
	note(entry) {
		fs.appendFileSync(path.join(this.dir, 'log'), `${JSON.stringify(entry)}\n`);
	}

	async answer(entry, request, bytes, url) {
		const i = services.findIndex((service) => service.takes(request, url));
		const service = services[i];

		try {
			const call = service.read(request, bytes, url);
			Object.assign(entry, { service: service.name, operation: call.operation, parameters: call.shown });
			const fault = this.faults.take(call.operation);
			entry.fault = fault && fault.text;
			const refusal = fault && fault.refusal(service.name);
			if (refusal) throw refusal;
			return { fault, ...service.write(await service.run(this.states[i], call, entry), call) };
		} catch (error) {
			const refusal = error instanceof Refusal ? error : new Refusal(500, 'InternalFailure', String(error.stack));
			entry.code = refusal.code;
			return service.refuse(refusal);
		}
	}

	async handle(request, response) {
		const url = new URL(request.url, 'http://unknown.invalid');
		const entry = { method: request.method, path: url.pathname, host: request.headers.host, tls: !!request.socket.encrypted };
		const bytes = await body(request).catch(() => Buffer.alloc(0));
		const { fault, ...answer } = await this.answer(entry, request, bytes, url);

		entry.status = fault ? null : answer.status;
		this.note(entry);
		answer.headers = { Date: new Date(this.now()).toUTCString(), 'x-amzn-RequestId': '00000000-1111-2222-3333-444444444444', ...answer.headers };
		if (fault) fault.deliver(answer, response);
		else response.writeHead(answer.status, answer.headers).end(answer.body);
	}

	listen(server, name, scheme) {
		return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
			this.settings[name] = `${scheme}://127.0.0.1:${server.address().port}`;
			resolve(server.address().port);
		}));
	}

	async listenTls(name, options = {}) {
		const file = (what) => path.join(this.dir, `${name}.${what}`);
		const server = https.createServer({ key: fs.readFileSync(file('key')), cert: fs.readFileSync(file('crt')), ...options },
			(request, response) => this.handle(request, response));

		server.on('tlsClientError', () => this.note({ tls: true, listener: name, code: 'TlsRefused' }));
		return this.listen(server, name, 'https');
	}

	/* Every name on the net leads to the listener with the good certificate. */
	tunnel(request, socket, port) {
		const there = net.connect(port, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			there.pipe(socket).pipe(there);
		});

		this.note({ service: 'proxy', operation: 'CONNECT', host: request.url });
		there.on('error', () => socket.destroy());
		socket.on('error', () => there.destroy());
	}

	async start() {
		const plain = http.createServer((request, response) => this.handle(request, response));
		const noise = net.createServer((socket) => socket.on('error', () => {}).end('this is no TLS\n'.repeat(9)));
		const port = await this.listenTls('good');

		for (const name of ['expired', 'elsewhere', 'stranger']) await this.listenTls(name);
		await this.listenTls('old', { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' });
		plain.on('connect', (request, socket) => this.tunnel(request, socket, port));
		await this.listen(plain, 'plain', 'http');
		await this.listen(noise, 'noise', 'https');
		const free = net.createServer();
		await this.listen(free, 'nobody', 'http');
		await new Promise((resolve) => free.close(resolve));
		this.settings.ca = path.join(this.dir, 'ca.crt');
		const lines = Object.entries(this.settings).map(([name, value]) => `${name}='${value}'\n`);
		fs.writeFileSync(path.join(this.dir, 'settings.new'), lines.join(''));
		fs.renameSync(path.join(this.dir, 'settings.new'), path.join(this.dir, 'settings'));
	}
}

const parent = process.ppid;

setInterval(() => process.ppid !== parent && process.exit(0), 500);
new Server(path.resolve(process.argv[2])).start();
