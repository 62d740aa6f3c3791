'use strict';
// Who may call, and with which keys? The same question gets the same keys as long as the server runs.

const crypto = require('crypto');

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/* Ten bytes in sixteen letters; the first six hold the account, as AWS does it. */
function keyId(prefix, account, noise) {
	const bytes = Buffer.from(noise.subarray(0, 10));

	bytes.writeUIntBE(Number((BigInt(account) << 7n) | BigInt(noise[6] & 0x7f)), 0, 6);
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	return prefix + bits.match(/.{5}/g).map((five) => ALPHABET[parseInt(five, 2)]).join('');
}

class Callers {
	constructor(secretGiven) {
		this.salt = crypto.randomBytes(16);
		this.known = new Map();
		this.secretGiven = secretGiven;
		this.given = new Set();
	}

	noise(...seed) {
		return crypto.createHmac('sha512', this.salt).update(JSON.stringify(seed)).digest();
	}

	/* A secret text of its own for each seed, that the tests look for. */
	secret(prefix, ...seed) {
		return this.keep(prefix + this.noise(...seed).toString('base64url').slice(0, 40));
	}

	keep(secret) {
		if (!this.given.has(secret)) this.secretGiven(secret);
		this.given.add(secret);
		return secret;
	}

	user(name, account) {
		return this.add('AKIA', account, { arn: `arn:aws:iam::${account}:user/${name}`, id: `AIDA${name.toUpperCase()}` }, [name]);
	}

	/* Keys that expire, for whoever the ARN names. */
	temporary(who, account, until, seed) {
		return this.add('ASIA', account, { ...who, until }, seed);
	}

	add(prefix, account, who, seed) {
		const noise = this.noise(prefix, account, who.arn.replace(/[^/]*$/, ''), seed);
		const secret = this.keep(noise.subarray(10, 40).toString('base64'));
		const token = prefix === 'ASIA' ? this.keep(`IQoJb3JpZ2lu${noise.toString('base64')}${noise.toString('base64')}`) : undefined;
		const caller = { ...who, account, key: keyId(prefix, account, noise), secret, token };

		this.known.set(caller.key, caller);
		return caller;
	}

	find(key) {
		return this.known.get(key);
	}
}

module.exports = { Callers };
