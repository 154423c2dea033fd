import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommand } from '../../src/cli/command.ts';
import { help } from '../../src/cli/help.ts';
import { defaultLimits, limitFlags } from '../../src/server/limits.ts';

function limits(...args: string[]) {
  const command = parseCommand(args);
  assert.ok('limits' in command);
  return command.limits;
}

test('no flags: the defaults', () => assert.deepEqual(limits(), defaultLimits));

test('a query from the command line may have others, too', () => {
  assert.deepEqual(limits('query', '{ a }', '--max-cost', '7'), { ...defaultLimits, cost: 7 });
});

for (const [limit, flag] of Object.entries(limitFlags)) {
  test(`--${flag} sets its limit and no other, and the help has it with its default`, () => {
    assert.deepEqual(limits(`--${flag}`, '7'), { ...defaultLimits, [limit]: 7 });
    const [line] = help.split('\n').filter((line) => line.includes(`--${flag} N `));
    assert.match(String(line), new RegExp(`\\(${Reflect.get(defaultLimits, limit)}\\)$`));
  });
}

for (const text of ['0', '-1', '1.5', 'many', '2147483648', '1e3']) {
  test(`"${text}" is no limit`, () => {
    assert.throws(() => limits(`--max-depth=${text}`), {
      status: 2,
      message: `--max-depth must be a whole number from 1 to 2147483647, but was "${text}"`,
    });
  });
}
