#!/usr/bin/env python3
"""What does botocore make of these profiles?

Reads questions from standard input, a JSON object a line: home, config, credentials (paths), profile (null: nobody names one), mode, env,
mfa_code (or null); and answers each with a line: {"keys": [id, secret, token], "account", "expiration"} or {"error": TYPE, "text": ...}.
As the AWS CLI 2 runs botocore ("cli"): its variables, ~/.aws/cli/cache read and written; or as boto3 does ("boto3"), but with that
cache, which slsenv reads for either. Nothing but the loopback interface can be reached.
"""
import contextlib
import ipaddress
import io
import json
import os
import socket
import sys

import botocore.configprovider
import botocore.credentials
import botocore.exceptions
import botocore.session
import botocore.tokens

real_connect, real_lookup = socket.socket.connect, socket.getaddrinfo


def is_loopback(host):
    try:
        return host == 'localhost' or ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def connect(self, address):
    if self.family != socket.AF_UNIX and not is_loopback(address[0]):
        raise OSError('only the loopback interface')
    return real_connect(self, address)


def lookup(host, *rest, **named):
    if not is_loopback(host):
        raise OSError('only the loopback interface')
    return real_lookup(host, *rest, **named)


def session_of(question):
    session = botocore.session.Session()
    if question['profile'] is not None:
        session.set_config_variable('profile', question['profile'])
    if question['mode'] == 'cli':
        for name, key in (('profile', None), ('region', 'region')):
            chain = botocore.configprovider.ConfigChainFactory(session=session).create_config_chain(
                instance_name=name, env_var_names=['AWS_' + name.upper(), 'AWS_DEFAULT_' + name.upper()], config_property_names=key)
            session.get_component('config_store').set_config_provider(name, chain)
    chain = session.get_component('credential_provider')
    cache = botocore.credentials.JSONFileCache(os.path.expanduser('~/.aws/cli/cache'))
    for name in ('assume-role', 'assume-role-with-web-identity', 'sso'):
        chain.get_provider(name).cache = cache

    def prompt(text):
        if not question['mfa_code']:
            raise EOFError(text)
        return question['mfa_code']

    chain.get_provider('assume-role')._prompter = prompt
    return session


def ask(question):
    os.environ.clear()
    os.environ.update(question['env'], HOME=question['home'], AWS_CONFIG_FILE=question['config'], AWS_MAX_ATTEMPTS='1',
                      AWS_SHARED_CREDENTIALS_FILE=question['credentials'])
    os.chdir(question['home'])
    tokens = os.path.expanduser('~/.aws/sso/cache')
    botocore.credentials.SSOProvider._SSO_TOKEN_CACHE_DIR = botocore.tokens.SSOTokenProvider._SSO_TOKEN_CACHE_DIR = tokens
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            credentials = session_of(question).get_credentials()
            if credentials is None:
                raise botocore.exceptions.NoCredentialsError()
            frozen = credentials.get_frozen_credentials()
        until = getattr(credentials, '_expiry_time', None)
        return {'keys': [frozen.access_key, frozen.secret_key, frozen.token or None],
                'account': getattr(frozen, 'account_id', None), 'expiration': until and until.isoformat()}
    except Exception as error:
        return {'error': type(error).__name__, 'text': str(error)}


def main():
    socket.socket.connect, socket.getaddrinfo = connect, lookup
    # Without its C library botocore refuses the sign-ins of `aws login` even when they need no refresh.
    if getattr(botocore.credentials, 'EC', True) is None:
        botocore.credentials.EC = object()
    for line in sys.stdin:
        print(json.dumps(ask(json.loads(line))), flush=True)


main()
