'use strict';
// How does a service say no? Each service writes it in its own form.

class Refusal extends Error {
	constructor(status, code, message, more = {}) {
		super(message);
		Object.assign(this, { status, code, more });
	}
}

/* Most services besides STS: a type in a header, an object in the body. */
function refuseInJson(refusal) {
	const body = JSON.stringify({ message: refusal.message, ...refusal.more });

	return { status: refusal.status, headers: { 'Content-Type': 'application/json', 'x-amzn-ErrorType': refusal.code }, body };
}

function writeJson(value) {
	return { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) };
}

module.exports = { Refusal, refuseInJson, writeJson };
