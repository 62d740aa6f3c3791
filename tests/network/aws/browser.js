'use strict';
// What does a person do in the browser?  node browser.js DIR URL
//
// DIR/person says it: approve, refuse, ignore, forge (an answer with a wrong state, then the right one), strangers (silent connections
// and other pages' requests first), unknown (the first page that is opened does not know the client). What the page says in the end goes into DIR/page.

const fs = require('fs');
const http = require('http');
const net = require('net');
const path = require('path');

const [dir, address] = process.argv.slice(2);
const does = fs.existsSync(path.join(dir, 'person')) ? fs.readFileSync(path.join(dir, 'person'), 'utf8').trim() : 'approve';

function get(url) {
	return new Promise((resolve, reject) => http.get(url, (response) => {
		let body = '';

		response.setEncoding('utf8').on('data', (part) => { body += part; });
		response.on('end', () => resolve({ status: response.statusCode, location: response.headers.location, body }));
	}).on('error', reject));
}

async function show(page) {
	fs.appendFileSync(path.join(dir, 'page'), `${page.status} ${page.body.replace(/<head>.*<.head>|<[^>]*>/gs, '').trim()}\n`);
}

async function strangers(location) {
	const { hostname, port } = new URL(location);

	for (let i = 0; i < 20; i++) net.connect(port, hostname).on('error', () => {}).unref();
	await show(await get(`http://${hostname}:${port}/favicon.ico`));
	await show(await get(`http://${hostname}:${port}/oauth/callback`));
	await show(await get(`http://${hostname}:${port}/oauth/callbacks?${'x'.repeat(9000)}`).catch(() => ({ status: 0, body: 'closed' })));
	net.connect(port, hostname).on('error', () => {}).end(Buffer.alloc(9000, 0));
}

async function main() {
	fs.appendFileSync(path.join(dir, 'opened'), `${address}\n`);
	if (does === 'ignore') return;
	const page = await get(does === 'refuse' && address.includes('/device') ? `${address}&answer=no` : address);
	if (!page.location) return show(page);
	const asked = new URL(address).searchParams;
	if (does === 'refuse') return show(await get(`${asked.get('redirect_uri')}?error=access_denied&state=${asked.get('state')}`));
	if (does === 'unknown' && fs.readFileSync(path.join(dir, 'opened'), 'utf8').trim().split('\n').length === 1)
		return show(await get(`${asked.get('redirect_uri')}?error=unauthorized_client&state=${asked.get('state')}`));
	if (does === 'forge') await show(await get(page.location.replace(/state=./, 'state=X')));
	if (does === 'strangers') await strangers(page.location);
	return show(await get(page.location));
}

main().then(() => process.exit(0), (error) => fs.appendFileSync(path.join(dir, 'page'), `${error.stack}\n`));
