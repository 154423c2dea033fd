import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';

interface Refusal {
  message: string;
  code: unknown;
}

/** What a query is refused with; it has no data. */
async function refusal(query: string, variables: object): Promise<Refusal | undefined> {
  const { data, errors } = await ask(query, { variables });
  assert.ok(data === undefined || data === null || Object.values(data).every((value) => value === null));
  const [error] = errors ?? [];
  return error && { message: error.message, code: error.extensions?.code };
}

for (const pid of [0, -1, -2147483648]) {
  test(`pid ${pid}`, async () => {
    assert.deepEqual(await refusal('query ($pid: Int!) { process(pid: $pid) { name } }', { pid }), {
      message: `pid must be a whole number from 1 on, but was ${pid}`,
      code: 'BAD_USER_INPUT',
    });
  });
}

for (const pid of [1.5, 2 ** 31, '01', '+1', '1e3', 'self', '../1', '1/task/1', '１', '', null, true, [1, 2], {}]) {
  test(`pid ${JSON.stringify(pid)} is no Int`, async () => {
    const { message = '', code } = (await refusal('query ($pid: Int!) { process(pid: $pid) { name } }', { pid })) ?? {};
    assert.match(message, /Variable "\$pid" has invalid value/);
    assert.equal(code, 'BAD_USER_INPUT');
  });
}

for (const number of [-1, 2 ** 31, 4294967295, '0/../1', '00']) {
  test(`descriptor ${JSON.stringify(number)}`, async () => {
    const { errors } = await ask('query ($n: Int!) { process(pid: 302) { fd(number: $n) { number } } }', {
      variables: { n: number },
    });
    assert.match(
      errors?.[0]?.message ?? '',
      /number must be a whole number from 0 to 2147483647, but was -1|Variable "\$n" has invalid value/,
    );
  });
}

for (const id of [
  '',
  'Process',
  'Process:',
  'Process:1',
  'Process:../../etc/passwd',
  'Nothing:1',
  `Process:${'9'.repeat(10000)}`,
]) {
  test(`id ${JSON.stringify(id.slice(0, 30))}`, async () => {
    const { message = '', code } = (await refusal('query ($id: ID!) { node(id: $id) { id } }', { id })) ?? {};
    assert.match(message, /^id must be one that an answer gave, but was "/);
    assert.ok(message.length < 200);
    assert.equal(code, 'BAD_USER_INPUT');
  });
}

for (const [situation, bytes] of [
  ['a fraction', 1.5],
  ['a word', 'much'],
  ['an exponent', '1e3'],
] as const) {
  test(`a number of bytes that is ${situation}`, async () => {
    const query = 'query ($bytes: BigInt!) { processes(where: { minResidentBytes: $bytes }) { totalCount } }';
    const { message = '' } = (await refusal(query, { bytes })) ?? {};
    assert.match(message, /a whole number is wanted, not/);
  });
}

test('a number of bytes past 2^53, as digits', async () => {
  const query = 'query ($bytes: BigInt!) { processes(where: { minResidentBytes: $bytes }) { totalCount } }';
  assert.deepEqual((await ask(query, { variables: { bytes: '18446744073709551616' } })).data, {
    processes: { totalCount: 0 },
  });
});

for (const [situation, query, sentence] of [
  ['a number for an address', '{ symbolAt(address: -1) { offset } }', /like "0xffffffff81000000", not -1$/],
  [
    'a number of 64 bits for an address',
    '{ symbolAt(address: 18446744071562067968) { offset } }',
    /not 18446744071562067968$/,
  ],
  ['a truth value for a whole number', '{ processes(where: { uids: [true] }) { totalCount } }', /wanted, not true$/],
] as const) {
  test(`${situation}, in the document: the sentence shows it, and where it stands`, async () => {
    const { errors: [error] = [] } = await ask(query);
    assert.match(error?.message ?? '', sentence);
    assert.equal(error?.locations?.length, 1);
  });
}
