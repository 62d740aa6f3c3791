'use strict';
// Which way at each fork, so that a seed always leads to the same case?
//
// mulberry32: small, and good enough to wander with.

class Random {
	constructor(seed, index) {
		this.state = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul((index | 0) + 1, 0x85ebca6b)) | 0;
		for (let i = 0; i < 4; i++) this.next();
	}

	next() {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return (t ^ (t >>> 14)) >>> 0;
	}

	/* 0 .. n - 1 */
	below(n) {
		return this.next() % n;
	}

	chance(p) {
		return this.next() < p * 0x100000000;
	}

	pick(list) {
		return list[this.below(list.length)];
	}

	/* From { name: weight }. */
	weighted(table) {
		const names = Object.keys(table).filter((name) => table[name] > 0);
		let at = (this.next() / 0x100000000) * names.reduce((sum, name) => sum + table[name], 0);
		return names.find((name) => (at -= table[name]) < 0) || names[names.length - 1];
	}

	shuffled(list) {
		const out = list.slice();
		for (let i = out.length - 1; i > 0; i--) {
			const k = this.below(i + 1);
			[out[i], out[k]] = [out[k], out[i]];
		}
		return out;
	}
}

module.exports = { Random };
