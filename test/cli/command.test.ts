import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommand } from '../../src/cli/command.ts';
import { defaultLimits } from '../../src/server/limits.ts';

const parse = (...args: string[]) => parseCommand(args);
const access = {
  host: '127.0.0.1',
  port: 4000,
  unix: undefined,
  auth: 'user',
  tokenFile: undefined,
  tls: undefined,
  isBehindTls: false,
  corsOrigins: [],
  limits: defaultLimits,
  control: undefined,
};
const serve = { name: 'serve', ...access, procfs: '/proc' };

test('nothing said: the server, for this machine alone', () => assert.partialDeepStrictEqual(parse(), serve));

test('serve with all its flags, its name said or not', () => {
  const flags = ['--host', '::1', '--port', '0', '--procfs', '/host/proc/', '--cors-origin', 'https://a.example'];
  const expected = { ...serve, host: '::1', port: 0, procfs: '/host/proc', corsOrigins: ['https://a.example'] };
  assert.partialDeepStrictEqual(parse(...flags), expected);
  assert.partialDeepStrictEqual(parse('serve', ...flags), expected);
});

test('query with all its flags', () => {
  const flags = ['--variables', '{"pid":1}', '--operation-name', 'A', '--procfs', '/host/proc'];
  assert.partialDeepStrictEqual(parse('query', '{ a }', ...flags), {
    name: 'query',
    operation: { text: '{ a }' },
    variables: { pid: 1 },
    operationName: 'A',
    procfs: '/host/proc',
    control: undefined,
    limits: defaultLimits,
  });
});

test('an operation is given in words, in a file, or on stdin', () => {
  const operation = (...args: string[]) => {
    const command = parse('query', ...args);
    assert.equal(command.name, 'query');
    return command.operation;
  };
  assert.deepEqual(operation('{ a }'), { text: '{ a }' });
  assert.deepEqual(operation('--file', 'a.graphql'), { file: 'a.graphql' });
  assert.equal(operation('-'), 'stdin');
});

for (const args of [['--help'], ['-h'], ['serve', '--help'], ['query', '--help'], ['schema', '-h']]) {
  test(`${args.join(' ')} asks for help`, () => assert.deepEqual(parse(...args), { name: 'help' }));
}

for (const [args, message] of [
  [['fly'], 'there is no command "fly": there are serve, query and schema'],
  [['--prot', '1'], "Unknown option '--prot'"],
  [['query', '--prot'], "Unknown option '--prot'"],
  [['serve', 'me'], "Unexpected argument 'me'"],
  [['--port'], "Option '--port <value>' argument missing"],
  [['--port', '-1'], "Option '--port' argument is ambiguous"],
  [['--port', 'x'], '--port must be a whole number from 0 to 65535, but was "x"'],
  [['--port', '65536'], '--port must be a whole number from 0 to 65535, but was "65536"'],
  [['--port', ''], '--port is empty: give it a value, or leave it out'],
  [['query'], 'give an operation, --file, or - to read it from stdin'],
  [['query', '{', 'a', '}'], 'only one operation can be given: quote it'],
  [['query', '{ a }', '--file', 'a'], 'an operation and --file cannot both be given'],
  [['query', '{ a }', '--variables', '{pid:1}'], '--variables must be a JSON object, but was "{pid:1}"'],
  [['query', '{ a }', '--variables', '[1]'], '--variables must be a JSON object, but was "[1]"'],
  [['query', '{ a }', '--max-connections', '1'], "Unknown option '--max-connections'"],
  [['schema', '--port', '1'], "Unknown option '--port'"],
] as const) {
  test(`wrong: ${args.join(' ')}`, () => {
    assert.throws(() => parse(...args), { name: 'CommandError', status: 2, message });
  });
}
