"""Which profiles does a person have? Made up, from a seed.

A graph is what a home directory holds (files by path), an environment, an MFA code or none, the profile that is asked for, whether it is
named with --profile (else by the environment, or not at all), and whose order of the environment counts ("cli" or "boto3"). In
its texts @NAME@ stands for what the stand-in for AWS calls NAME, and @IN N@ for the moment N seconds from now (@AT N@: as the CLI
writes it).
"""
import hashlib
import json
import random

ROLE = 'arn:aws:iam::123456789012:role/'
START = 'https://corp.awsapps.com/start'
LOGIN = 'arn:aws:iam::123456789012:user/alice'


def digest(text, algorithm='sha1'):
    return hashlib.new(algorithm, text.encode()).hexdigest()


class Graph:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.config, self.credentials, self.files, self.env = {}, {}, {}, {}
        self.mfa_code = None
        self.named, self.mode = True, 'cli'
        self.count = 0

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def new(self, kind):
        self.count += 1
        return '%s%d' % (kind, self.count)

    # Sources

    def static(self):
        name = self.new('static')
        keys = self.random.choice([('@alice_key@', '@alice_secret@')] * 6 + [('@alice_key@', 'wrong'), ('AKIAUNKNOWN', 'x')])
        where = self.credentials if self.chance(70) else self.config
        where[name] = {'aws_access_key_id': keys[0], 'aws_secret_access_key': keys[1]}
        if self.chance(8):
            del where[name]['aws_secret_access_key']
        if self.chance(8):
            where[name]['aws_session_token'] = 'stale'
        if self.chance(15):
            self.config.setdefault(name, {})['region'] = 'us-east-2'
        return name

    def sso(self):
        name = self.new('sso')
        role = self.random.choice(['Admin', 'Reader', 'Reader', 'denied'])
        profile = {'sso_account_id': '123456789012', 'sso_role_name': role}
        shared = {'sso_start_url': START, 'sso_region': 'us-east-1'}
        session = self.chance(60)
        if session:
            profile['sso_session'] = 'corp'
            self.config['sso-session corp'] = shared
            if self.chance(10):
                profile['sso_region'] = 'eu-west-1'
        else:
            profile.update(shared)
        if self.chance(10):
            profile.pop(self.random.choice(sorted(profile)))
        self.token(digest('corp' if session else START), session)
        if self.chance(25):
            key = {'accountId': '123456789012', 'roleName': role, ('sessionName' if session else 'startUrl'): 'corp' if session else START}
            self.cached(digest(json.dumps(key, sort_keys=True, separators=(',', ':'))), {'ProviderType': 'sso'})
        self.config[name] = profile
        return name

    def token(self, name, session):
        state = self.random.choice(['good'] * 5 + ['missing', 'expired', 'wrong', 'broken', 'incomplete', 'refresh', 'refresh'])
        token = {'startUrl': START, 'region': 'us-east-1', 'accessToken': '@sso_token@', 'expiresAt': '@IN 3600@'}
        if state == 'missing':
            return
        if state in ('expired', 'refresh'):
            token['expiresAt'] = '@IN -60@'
        if state == 'refresh' and session:
            token.update(refreshToken='@fresh refresh@', clientId='@sso_client@', clientSecret='@sso_client_secret@',
                         registrationExpiresAt='@IN 86400@', more='kept')
        if state == 'wrong':
            token['accessToken'] = 'nobody'
        if state == 'incomplete':
            del token['accessToken']
        text = json.dumps(token)
        self.files['.aws/sso/cache/%s.json' % name] = text[:40] if state == 'broken' else text

    def cached(self, name, more):
        state = self.random.choice(['good'] * 3 + ['late', 'broken', 'utc'])
        until = {'late': '@IN 600@', 'utc': '@AT 7200@'}.get(state, '@IN 7200@')
        keys = {'AccessKeyId': 'ASIACACHED' + name[:6].upper(), 'SecretAccessKey': 'cached', 'SessionToken': 'cached', 'Expiration': until}
        text = json.dumps({'Credentials': keys, **more})
        if state == 'broken':
            text = text[:50]

        self.files['.aws/cli/cache/%s.json' % name] = text

    def web_identity(self):
        name = self.new('web')
        token = self.random.choice(['@web_token@'] * 4 + ['no such token', '@web_token@\n', None])
        if token is not None:
            self.files['token' + name] = token
        self.config[name] = {'role_arn': ROLE + 'web', 'web_identity_token_file': '@HOME@/token' + name}
        if self.chance(50):
            self.config[name]['role_session_name'] = 'web'
        if self.chance(10):
            del self.config[name]['role_arn']
        return name

    def process(self):
        name = self.new('process')
        answer = {'Version': 1, 'AccessKeyId': '@alice_key@', 'SecretAccessKey': '@alice_secret@'}
        state = self.random.choice(['lasting', 'lasting', 'ending', 'ended', 'exit', 'missing', 'version', 'text', 'words'])
        if state in ('ending', 'ended'):
            answer['Expiration'] = '@IN 7200@' if state == 'ending' else '@IN -7200@'
        if state == 'missing':
            del answer[self.random.choice(['AccessKeyId', 'SecretAccessKey', 'Version'])]
        if state == 'version':
            answer['Version'] = self.random.choice(['1', 2, 1.0])
        text = 'no JSON' if state == 'text' else json.dumps(answer)
        self.files['answer' + name] = text
        command = {'exit': 'sh -c "echo no >&2; exit 2"', 'words': "sh -c 'cat \"$0\"' @HOME@/answer" + name}
        self.config[name] = {'credential_process': command.get(state, 'cat @HOME@/answer' + name)}
        return name

    def login(self):
        name = self.new('login')
        keys = {'accessKeyId': '@alice_key@', 'secretAccessKey': '@alice_secret@', 'sessionToken': '@none@', 'accountId': '123456789012',
                'expiresAt': '@IN 3600@'}
        session = {'accessToken': keys, 'tokenType': 'aws_sigv4', 'clientId': 'arn:aws:signin:::devtools/same-device',
                   'refreshToken': 'x', 'dpopKey': 'x', 'idToken': 'x'}
        if self.chance(20):
            del session[self.random.choice(['refreshToken', 'dpopKey', 'clientId', 'accessToken'])]
        if self.chance(80):
            self.files['.aws/login/cache/%s.json' % digest(LOGIN, 'sha256')] = json.dumps(session)
        self.config[name] = {'login_session': LOGIN}
        return name

    def nothing(self):
        name = self.new('nothing')
        self.config[name] = {'region': 'eu-west-1'}
        return name

    def source(self):
        kinds = [self.static] * 8 + [self.sso] * 4 + [self.web_identity] * 2 + [self.process] * 3 + [self.login, self.nothing]
        return self.random.choice(kinds)()

    # Roles

    def role(self, depth):
        name = self.new('role')
        kind = self.random.choice(['plain'] * 9 + ['external', 'denied', 'mfa', 'mfa'])
        role = {'role_arn': ROLE + '%s%d' % (kind, self.random.randrange(3))}
        if kind == 'external':
            role['external_id'] = self.random.choice(['ext/1', 'ext/1', 'other', 'x'])
        if kind == 'mfa':
            role['mfa_serial'] = '@alice_mfa@'
        if self.chance(25):
            role['role_session_name'] = self.random.choice(['alice', 'a.b@c', 'x', ''])
        if self.chance(25):
            role['duration_seconds'] = self.random.choice(['900', '3600', ' 1800', '1_800', 'soon', '60', '43201'])
        self.config[name] = role
        draw = self.random.randrange(100)
        if draw < 8:
            role['credential_source'] = self.random.choice(['Environment', 'Environment', 'environment', 'EcsContainer'])
        elif draw < 11:
            role['source_profile'] = 'nobody'
        elif draw < 14:
            role['source_profile'] = self.random.choice(sorted(k for k in self.config if not k.startswith('sso-session ')))
        elif draw < 16:
            role['source_profile'] = name
            if self.chance(60):
                self.credentials[name] = {'aws_access_key_id': '@alice_key@', 'aws_secret_access_key': '@alice_secret@'}
        elif draw < 95:
            role['source_profile'] = self.role(depth - 1) if depth and self.chance(55) else self.source()
        if self.chance(2):
            role['source_profile'], role['credential_source'] = 'x', 'Environment'
        if self.chance(15):
            self.role_cache(role)
        return name

    def role_cache(self, role):
        key = {'RoleArn': role['role_arn'], 'RoleSessionName': role.get('role_session_name'), 'ExternalId': role.get('external_id'),
               'SerialNumber': role.get('mfa_serial')}
        if '@' not in str(key['SerialNumber']) and role.get('duration_seconds') in (None, '900', '3600', 'soon'):
            if role.get('duration_seconds') in ('900', '3600'):
                key['DurationSeconds'] = int(role['duration_seconds'])
            text = json.dumps({k: v for k, v in key.items() if v not in (None, '')}, sort_keys=True)
            if key['ExternalId'] != '':
                self.cached(digest(text), {'AssumedRoleUser': {'Arn': 'arn:aws:sts::123456789012:assumed-role/x/y'}})

    def mixture(self, name):
        """Two kinds in one profile: the order decides."""
        more = self.random.choice([{'aws_access_key_id': '@alice_key@', 'aws_secret_access_key': '@alice_secret@'},
                                   {'credential_process': 'cat @HOME@/nowhere'}, {'sso_start_url': START}, {'login_session': LOGIN},
                                   {'aws_secret_access_key': 'half'}])
        (self.credentials if self.chance(50) else self.config).setdefault(name, {}).update(more)


    # Environments in which no option names the profile

    def unnamed(self):
        self.named = False
        self.mode = self.random.choice(['cli', 'cli', 'boto3'])
        for name in [k for k in self.env if k.startswith('AWS_') and k != 'AWS_REGION']:
            del self.env[name]
        naming = self.random.choice(['AWS_PROFILE'] * 3 + ['AWS_DEFAULT_PROFILE', 'both', 'both', 'default', 'default', 'default', 'nothing', 'empty'])
        if naming in ('AWS_PROFILE', 'both'):
            self.env['AWS_PROFILE'] = self.profile
        if naming == 'both':
            others = [k for k in list(self.config) + list(self.credentials) if not k.startswith('sso-session ')]
            self.env['AWS_DEFAULT_PROFILE'] = self.random.choice(others + ['unknown', ''])
        if naming == 'AWS_DEFAULT_PROFILE':
            self.env['AWS_DEFAULT_PROFILE'] = self.profile
        if naming == 'empty':
            self.env[self.random.choice(['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'])] = ''
        if naming == 'default':
            self.rename(self.profile, 'default')
        if self.mode == 'boto3' and self.chance(70):
            self.env['AWS_DEFAULT_REGION'] = 'eu-west-1'
        self.keys()
        if self.chance(25):
            self.web_identity_of_environment()
        if self.chance(30):
            self.machine()

    def rename(self, name, to):
        for profiles in (self.config, self.credentials):
            if name in profiles:
                profiles[to] = profiles.pop(name)
            for values in profiles.values():
                if values.get('source_profile') == name:
                    values['source_profile'] = to
        self.profile = to

    def keys(self):
        state = self.random.choice(['none'] * 6 + ['pair', 'pair', 'tokens', 'half', 'empty', 'ending', 'ended', 'naive'])
        if state == 'none':
            return
        self.env.update(AWS_ACCESS_KEY_ID='AKIAENVIRONMENT', AWS_SECRET_ACCESS_KEY='environment')
        if state == 'half':
            del self.env[self.random.choice(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])]
        if state == 'empty':
            self.env[self.random.choice(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])] = ''
        if state == 'tokens':
            self.env.update(AWS_SESSION_TOKEN='session', AWS_SECURITY_TOKEN=self.random.choice(['security', '']))
            self.env['AWS_ACCOUNT_ID'] = self.random.choice(['123456789012', ''])
        if state in ('ending', 'ended', 'naive'):
            self.env['AWS_CREDENTIAL_EXPIRATION'] = {'ending': '@IN 700@', 'ended': '@IN -60@', 'naive': '2099-01-01T00:00:00'}[state]

    def web_identity_of_environment(self):
        self.files['token'] = '@web_token@'
        self.env['AWS_WEB_IDENTITY_TOKEN_FILE'] = self.random.choice(['@HOME@/token'] * 4 + ['@HOME@/missing', ''])
        if self.chance(80):
            self.env['AWS_ROLE_ARN'] = self.random.choice([ROLE + 'web'] * 5 + [''])
        if self.chance(50):
            self.env['AWS_ROLE_SESSION_NAME'] = self.random.choice(['web', ''])

    def machine(self):
        """What is behind the profiles."""
        state = self.random.choice(['container', 'container', 'stranger', 'instance', 'instance', 'keys', 'half', 'lost', 'boto', 'boto'])
        if state in ('container', 'stranger'):
            self.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] = '@plain@/container/role'
            self.env['AWS_CONTAINER_AUTHORIZATION_TOKEN'] = '@container_token@' if state == 'container' else 'somebody'
        if state == 'instance':
            self.env.update(AWS_EC2_METADATA_DISABLED='false', AWS_EC2_METADATA_SERVICE_ENDPOINT=self.random.choice(['@plain@', '@nobody@']))
        if state in ('keys', 'half', 'lost'):
            self.env['AWS_CREDENTIAL_FILE'] = '~/keys'
        if state in ('keys', 'half'):
            self.files['keys'] = 'AWSAccessKeyId=AKIAFILE\n' + ('AWSSecretKey = file\n' if state == 'keys' else '')
        if state == 'boto':
            where = self.random.choice(['boto', '.boto'])
            self.files[where] = '[Credentials]\naws_access_key_id = AKIABOTO\n' + self.random.choice(
                ['aws_secret_access_key = boto\n'] * 3 + ['', 'bad\n'])
            if where == 'boto':
                self.env['BOTO_CONFIG'] = '$HOME/boto'

    # Lines that one program or another refuses, or reads in its own way

    BAD = ['[x]\na = 1\n[x]\nb = 2\n', '[x]\na = 1\nA = 2\n', '[x]\nno value\n', '[x\na = 1\n', '[]\na = 1\n', '[x]\n= nothing\n',
           '[x]\ns3 =\n  max 1\n']
    ODD = ['[x] # said twice\n  a = 1\n', '[x]\na = 1 # b\n', '[x]\ns3 =\n  max = 1\n', '# [x\n', '[x]\na: 1\n', '\n\n   \n', '[x]\na =\n']

    def spoil(self, path):
        lines = self.random.choice(self.BAD + self.ODD)
        text = self.files[path]
        self.files[path] = text + lines if self.chance(70) else lines + text
        if self.chance(15):
            self.files[path] = self.files[path].replace('aws_session_token', '  aws_session_token').replace('region', ' region', 1)


def section(name, values, config):
    plain = not config or name == 'default' or name.startswith('sso-session ')
    return '[%s]\n%s' % (name if plain else 'profile ' + name, ''.join('%s = %s\n' % pair for pair in values.items()))


def make(seed):
    g = Graph(seed)
    g.profile = g.role(g.random.randrange(4)) if g.chance(70) else g.source()
    if g.chance(12):
        g.mixture(g.profile)
    if g.chance(6):
        g.profile = 'unknown'
    for _ in range(g.random.randrange(3)):  # profiles that nobody asked for, some with the same role
        g.role(1)
    if g.chance(50):
        g.env.update(AWS_ACCESS_KEY_ID='@alice_key@', AWS_SECRET_ACCESS_KEY='@alice_secret@')
    if g.chance(70):
        g.env['AWS_REGION'] = 'eu-west-1'
    g.mfa_code = g.random.choice(['123456', '123456', '123456', '000000', None])
    if g.chance(45):
        g.unnamed()
    g.files['.aws/config'] = ''.join(section(n, v, True) for n, v in g.config.items())
    g.files['.aws/credentials'] = ''.join(section(n, v, False) for n, v in g.credentials.items())
    if g.chance(15):
        g.spoil(g.random.choice(['.aws/config', '.aws/credentials']))
    return g
