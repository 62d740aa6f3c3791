'use strict';
// Which account would this command of the Framework reach? A plugin of the test's services: asks the Framework's own provider for its
// credentials, as the first request would, and ends there. Keys are told apart by their ids: AKIADEV, ASIAPROD, ...; a role by its account.

const fs = require('fs');

const accounts = { DEV: '111111111111', PROD: '222222222222' };

function accountOf(credentials) {
	if (!credentials) return 'of the chain';
	if (credentials.roleArn) return credentials.roleArn.split(':')[4];
	return accounts[credentials.accessKeyId.slice(4)];
}

module.exports = class {
	constructor(serverless) {
		this.hooks = { initialize: () => this.tell(serverless.getProvider('aws')) };
	}

	tell(provider) {
		let answer;

		try {
			answer = accountOf(provider.getCredentials().credentials);
		} catch (error) {
			answer = `none: ${error.code}`;
		}
		fs.writeSync(1, `stage ${provider.getStage()}, account ${answer}.\n`);
		process.reallyExit(0);
	}
};
