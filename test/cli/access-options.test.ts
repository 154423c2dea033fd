import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommand } from '../../src/cli/command.ts';

const parse = (...args: string[]) => parseCommand(args);

test('who may ask, and by which way', () => {
  const flags = '--listen unix:/run/procql --listen-mode 660 --auth token --token-file /etc/token'.split(' ');
  assert.partialDeepStrictEqual(parse(...flags), {
    unix: { path: '/run/procql', mode: 0o660 },
    auth: 'token',
    tokenFile: '/etc/token',
  });
  assert.partialDeepStrictEqual(parse('--tls-cert', '/a.pem', '--tls-key', '/b.pem', '--host', '::', '--behind-tls'), {
    tls: { cert: '/a.pem', key: '/b.pem' },
    isBehindTls: true,
  });
});

for (const host of ['127.0.0.1', '127.9.9.9', '::1', 'localhost']) {
  test(`--auth none at ${host} is for this machine`, () => {
    assert.partialDeepStrictEqual(parse('--auth', 'none', '--host', host), { auth: 'none' });
  });
}

test('--auth none for a Unix socket is for whom its file lets in', () => {
  assert.partialDeepStrictEqual(parse('--auth', 'none', '--host', '0.0.0.0', '--listen', 'unix:a'), { auth: 'none' });
});

for (const [args, message] of [
  [['--auth', 'none', '--host', '0.0.0.0'], /^--auth none lets everyone in who reaches 0\.0\.0\.0/],
  [['--auth', 'none', '--host', '127.evil.example'], /^--auth none lets everyone in/],
  [['--host', ''], /^--host is empty: give it a value, or leave it out$/],
  [['--listen', ''], /^--listen is empty/],
  [['--tls-cert', '', '--tls-key', ''], /^--tls-cert is empty/],
  [['--procfs', ''], /^--procfs is empty/],
  [['--auth', 'some'], /^--auth must be user, token or none, but was "some"$/],
  [['--listen', '/run/procql'], /^--listen must be unix:PATH/],
  [['--listen', 'unix:'], /^--listen must be unix:PATH/],
  [['--listen', 'unix:a', '--listen-mode', '888'], /^--listen-mode must be an? octal number from 0 to 777/],
  [['--tls-cert', 'a'], /^--tls-cert and --tls-key go together$/],
  [['--listen', 'unix:a', '--tls-cert', 'a', '--tls-key', 'b'], /^--tls-cert is not for a Unix socket$/],
] as const) {
  test(`refused: ${args.join(' ')}`, () => {
    assert.throws(() => parse(...args), { name: 'CommandError', status: 2, message });
  });
}
