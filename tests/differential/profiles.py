#!/usr/bin/env python3
"""Do generated profiles give the same credentials, or the same error, in botocore and in slsenv-credentials?

    profiles.py --slsenv-credentials PROGRAM --modules NODE_MODULES [--python PYTHON] [--seed N] [--count N] [--keep DIR]

PYTHON has botocore. NODE_MODULES is where the stand-in for AWS (tests/network/aws/server.js) finds its modules. Each graph of
profiles (graphs.py) is laid out twice, asked of botocore (answers.py) and of the program, and the answers compared. A difference that
we chose counts as explained, and is named; every other one is a failure and is printed with its seed.
"""
import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

import graphs

HERE = os.path.dirname(os.path.abspath(__file__))


class Stage:
    """The stand-in for AWS, and directories that go away."""

    def __init__(self, modules):
        self.top = tempfile.mkdtemp(prefix='slsenv-profiles.')
        self.aws = os.path.join(self.top, 'aws')
        os.mkdir(self.aws, 0o700)
        subprocess.run(['sh', os.path.join(HERE, '../network/aws/certificates.sh'), self.aws], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        self.server = subprocess.Popen(['node', os.path.join(HERE, '../network/aws/server.js'), self.aws],
                                       env=dict(os.environ, NODE_PATH=modules))
        settings = os.path.join(self.aws, 'settings')
        while not os.path.exists(settings):
            if self.server.poll() is not None:
                sys.exit('the server does not start')
            time.sleep(0.05)
        self.settings = dict(re.findall(r"^(\w+)='(.*)'$", open(settings).read(), re.M))

    def post(self, path, values):
        request = urllib.request.Request(self.settings['plain'] + path, json.dumps(values).encode(), {'Content-Type': 'application/json'})
        return json.load(urllib.request.urlopen(request))

    def fresh_refresh(self):
        """A token that refreshes once: somebody has signed in."""
        client = {'clientId': self.settings['sso_client'], 'clientSecret': self.settings['sso_client_secret']}
        device = self.post('/device_authorization', {**client, 'startUrl': graphs.START})
        urllib.request.urlopen(self.settings['plain'] + '/device?answer=yes&user_code=' + device['userCode']).read()
        return self.post('/token', {**client, 'grantType': 'urn:ietf:params:oauth:grant-type:device_code',
                                    'deviceCode': device['deviceCode']})['refreshToken']

    def leave(self):
        self.server.terminate()
        self.server.wait()
        shutil.rmtree(self.top)


def moment(seconds):
    return time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(time.time() + seconds))


def fill(text, stage, home):
    def value(match):
        name = match.group(1)
        if name[:3] in ('IN ', 'AT '):
            return moment(int(name[3:])).replace('Z', 'Z' if name[0] == 'I' else 'UTC')
        if name == 'HOME':
            return home
        return stage.fresh_refresh() if name == 'fresh refresh' else stage.settings.get(name, match.group(0))

    return re.sub(r'@((?:IN|AT) -?\d+|HOME|[a-z_]+|fresh refresh)@', value, text)


def lay(graph, stage, name, without=lambda text: False):
    """Writes the graph's files into a new home directory; gives the question about it."""
    home = os.path.join(stage.top, name)
    shutil.rmtree(home, ignore_errors=True)
    for path, text in graph.files.items():
        if path.startswith('.aws/cli/cache/') and without(text):
            continue
        os.makedirs(os.path.dirname(os.path.join(home, path)), exist_ok=True)
        with open(os.open(os.path.join(home, path), os.O_CREAT | os.O_WRONLY, 0o600), 'w') as file:
            file.write(fill(text, stage, home))
    os.mkdir(os.path.join(home, 'run'), 0o700)
    env = {'PATH': os.environ['PATH'], 'AWS_ENDPOINT_URL': stage.settings['plain'], 'AWS_EC2_METADATA_DISABLED': 'true',
           'XDG_RUNTIME_DIR': os.path.join(home, 'run'), **{k: fill(v, stage, home) for k, v in graph.env.items()}}
    return {'home': home, 'config': home + '/.aws/config', 'credentials': home + '/.aws/credentials',
            'profile': graph.profile if graph.named else None, 'mode': graph.mode, 'env': env, 'mfa_code': graph.mfa_code}


class Botocore:
    def __init__(self, python):
        self.process = subprocess.Popen([python, os.path.join(HERE, 'answers.py')], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, question):
        self.process.stdin.write(json.dumps(question) + '\n')
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def ask_ours(program, question):
    command = [program, 'get'] + (['--profile', question['profile']] if question['profile'] is not None else [])
    if question['mode'] == 'boto3':
        command.append('--boto3')
    request = ''
    if question['mfa_code']:
        command.append('--mfa-stdin')
        request = 'protocol=1\nMfaCode=%s\n' % question['mfa_code']
    environment = dict(question['env'], HOME=question['home'], AWS_CONFIG_FILE=question['config'],
                       AWS_SHARED_CREDENTIALS_FILE=question['credentials'])
    done = subprocess.run(command, input=request, capture_output=True, text=True, env=environment, cwd=question['home'])
    if done.returncode:
        return {'status': done.returncode, 'text': done.stderr}
    answer = json.loads(done.stdout)
    return {'keys': [answer['AccessKeyId'], answer['SecretAccessKey'], answer.get('SessionToken')], 'account': answer.get('AccountId'),
            'expiration': answer.get('Expiration')}


def words(text):
    return re.sub(r'[^a-z0-9_]', '', re.sub(r'(botocore|slsenv)-session-\d+', 'session', text.lower()))


# Where botocore's text is Python's own, or a prompt: what ours says instead.
OTHER_WORDS = {
    'EOFError': 'MFA token required', 'FileNotFoundError': 'web identity token file', 'JSONDecodeError': 'is not a JSON object',
    'RuntimeError': 'still expired', 'KeyError': 'is invalid', 'TypeError': 'is not a time with an offset',
}
SIGN_IN = {'EOFError', 'SSOTokenLoadError', 'UnauthorizedSSOTokenError', 'TokenRetrievalError', 'LoginTokenLoadError', 'KeyError'}


def same_error(theirs, ours, question):
    text = re.sub(r'/\S*/theirs', '', theirs['text'])
    text = re.sub(r'^(Unable to parse config file): .*', r'\1', text)  # its path stands in front of ours
    sentence = OTHER_WORDS.get(theirs['error']) or re.split(r'\.(?:\s|$)|Unsupported version|Ensure that', ' '.join(text.split('\n')[:2]))[0]
    if 'AWSSecretKey' in text:
        sentence = 'AWSSecretKey is missing'
    if '[...]' in ours['text']:  # a long path could be a secret
        sentence = sentence.split(': cat: ')[0]
    if 'has no role ARN' in text:
        sentence = 'has no role ARN configured'
    if 'Unsupported version' in text:
        sentence = 'unsupported version'
    if 'The SSO session associated' in text:
        sentence = 'has expired or is otherwise invalid'
    refused = 'MultiFactorAuthentication failed' in text
    status = 4 if (theirs['error'] in SIGN_IN and 'AWSSecretKey' not in text) or refused else 1
    return words(sentence) in words(ours['text'].replace(question['home'], '')) and ours['status'] == status


def seconds(text):
    return time.mktime(time.strptime(text[:19], '%Y-%m-%dT%H:%M:%S')) if text else None


def same(theirs, ours, question):
    if 'error' in theirs or 'status' in ours:
        return 'error' in theirs and 'status' in ours and same_error(theirs, ours, question)
    # We know more accounts than botocore; a moment is another one when the keys were fetched later.
    account = theirs['account'] in (None, ours['account'])
    if (theirs['expiration'] is None) != (ours['expiration'] is None):
        return False
    return theirs['keys'] == ours['keys'] and account and abs((seconds(theirs['expiration']) or 0) - (seconds(ours['expiration']) or 0)) < 30


def shares_role(graph):
    arns = collections.Counter(p['role_arn'] for p in graph.config.values() if 'role_arn' in p)
    return any(n > 1 for n in arns.values())


def explain(graph, stage, botocore, program, theirs, ours, question):
    """A difference of our own choice, by its name; None."""
    eager = 'custom-process' in theirs.get('text', '') or theirs.get('error') in ('JSONDecodeError', 'RuntimeError', 'LoginTokenLoadError')
    if eager and same(theirs, ask_ours(program, lay(graph, stage, 'ours', lambda text: True)), question):
        return 'a program or a sign-in whose answer is not needed, as something is cached, is not asked for it'
    if 'MFA token required' in ours.get('text', ''):
        if eager:
            return 'a program or a sign-in whose answer is not needed, as a code is missing, is not asked for it'
        if 'keys' in theirs and sum('mfa_serial' in profile for profile in graph.config.values()) > 1:
            return 'a code is spent once'
    shared = "an entry of the CLI's cache that two sources could have made is not used"
    tries = [(shared, lambda text: 'ProviderType' not in text)]
    tries += [(shared, lambda text, one=one: text == one) for path, one in graph.files.items() if path.startswith('.aws/cli/cache/')]
    tries = tries if shares_role(graph) else []
    for why, without in tries + [('a broken cache file is as good as none', lambda text: not text.endswith('}'))]:
        if same(botocore.ask(lay(graph, stage, 'theirs', without)), ours, question):
            return why
    return None


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument('--slsenv-credentials', required=True)
    parser.add_argument('--modules', required=True)
    parser.add_argument('--python', default=sys.executable)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=200)
    parser.add_argument('--keep', help='leave the last graph that differs there')
    return parser.parse_args()


def main():
    options = arguments()
    options.slsenv_credentials = os.path.abspath(options.slsenv_credentials)
    stage, botocore = Stage(os.path.abspath(options.modules)), Botocore(options.python)
    counts, explained = collections.Counter(), collections.Counter()
    try:
        for seed in range(options.seed, options.seed + options.count):
            graph = graphs.make(seed)
            question = lay(graph, stage, 'theirs')
            theirs = botocore.ask(question)
            question = lay(graph, stage, 'ours')
            ours = ask_ours(options.slsenv_credentials, question)
            counts['keys' if 'keys' in theirs else theirs['error']] += 1
            if same(theirs, ours, question):
                counts['same'] += 1
                continue
            why = explain(graph, stage, botocore, options.slsenv_credentials, theirs, ours, question)
            explained[why] += why is not None
            if not why:
                counts['different'] += 1
                print('seed %d: profile %s\n  botocore: %s\n  ours:     %s' % (seed, graph.profile, theirs, ours))
                if options.keep:
                    shutil.copytree(question['home'], options.keep, dirs_exist_ok=True)
    finally:
        stage.leave()
    print('botocore gave: ' + ', '.join('%s %d' % pair for pair in sorted(counts.items()) if pair[0] not in ('same', 'different')))
    for why, n in explained.items():
        if why:
            print('explained: %d, %s' % (n, why))
    print('%d passed, %d failed, 0 skipped' % (options.count - counts['different'], counts['different']))
    sys.exit(counts['different'] > 0)


main()
