import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommand } from '../../src/cli/command.ts';

function privacyOf(...args: string[]) {
  const command = parseCommand(args);
  return 'privacy' in command ? command.privacy : undefined;
}

test('nothing said: nothing is closed, secrets are masked', () => {
  assert.deepEqual(privacyOf(), { deny: [], showSecrets: false });
  assert.deepEqual(privacyOf('query', '{ a }'), { deny: [], showSecrets: false });
});

test('names in a list, or one after the other, each once', () => {
  const args = ['--deny', 'environment,fdLines', '--deny=environment, io', '--show-secrets'];
  const expected = { deny: ['environment', 'fdLines', 'io'], showSecrets: true };
  assert.deepEqual(privacyOf('serve', ...args), expected);
  assert.deepEqual(privacyOf('query', '{ a }', ...args), expected);
});

for (const name of ['environ', 'constructor', '', 'io,']) {
  test(`"${name}" is no name: the message has all there are`, () => {
    assert.throws(() => privacyOf('--deny', name), {
      status: 2,
      message:
        /^--deny knows no "(environ|constructor|)": there are auxiliaryVector, commandLine, .*, workingDirectory$/,
    });
  });
}
