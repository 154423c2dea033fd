import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClientEnds, type Connection } from '../../src/model/client-ends.ts';
import { Proc } from '../../src/procfs/proc.ts';
import { type Files, makeMount } from '../mount.ts';

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

/** A socket at 127.0.0.1:50000 whose other end is 127.0.0.1:4000. */
const row = (state: string, uid: number, inode: number, ends = '0100007F:C350 0100007F:0FA0') =>
  `   0: ${ends} ${state} 00000000:00000000 00:00000000 00000000 ${uid}        0 ${inode} 1 0000000000000000 20 4 30 10 -1\n`;
const mapped = '0000000000000000FFFF00000100007F:C350 0000000000000000FFFF00000100007F:0FA0';
const server = row('01', 0, 9, '0100007F:0FA0 0100007F:C350');

const connection: Connection = {
  localAddress: '127.0.0.1',
  localPort: 4000,
  remoteAddress: '127.0.0.1',
  remotePort: 50_000,
};

async function uidIn(files: Files, of = connection): Promise<number | undefined> {
  return (await new ClientEnds(new Proc(await makeMount(files))).find(of))?.uid;
}

const none = { 'self/net/tcp6': head };

test('the socket whose ends are the other way round', async () => {
  assert.equal(await uidIn({ 'self/net/tcp': head + server + row('01', 1000, 7), ...none }), 1000);
});

test('an IPv4 address is found among IPv6 ones, as the server or the client has it', async () => {
  const files = { 'self/net/tcp': head, 'self/net/tcp6': head + row('01', 1000, 7, mapped) };
  assert.equal(await uidIn(files), 1000);
  assert.equal(
    await uidIn(
      { 'self/net/tcp': head + row('01', 1000, 7), ...none },
      {
        ...connection,
        localAddress: '::ffff:127.0.0.1',
        remoteAddress: '::ffff:127.0.0.1',
      },
    ),
    1000,
  );
});

for (const [what, line] of [
  ['in TIME_WAIT, of which the kernel says uid 0', row('06', 0, 0)],
  ['that its process has closed', row('04', 0, 0)],
  ['in FIN_WAIT2', row('05', 0, 0)],
  ['of another port', row('01', 0, 7, '0100007F:C351 0100007F:0FA0')],
  ['of another address', row('01', 0, 7, '0200007F:C350 0100007F:0FA0')],
  ['to another port', row('01', 0, 7, '0100007F:C350 0100007F:0FA1')],
] as const) {
  test(`a socket ${what} is not it`, async () => {
    assert.equal(await uidIn({ 'self/net/tcp': head + line, ...none }), undefined);
  });
}

test('a kernel without IPv6', async () => {
  assert.equal(await uidIn({ 'self/net/tcp': head }), undefined);
});

test('tables that cannot be read throw, and tell nothing', async () => {
  await assert.rejects(uidIn({}), { name: 'ProcfsError', reason: 'NOT_FOUND' });
});

test('a thousand at once, and while they are looked for: each finds its own', async () => {
  const port = (count: number) => (10_000 + count).toString(16).toUpperCase();
  const ends = (count: number) => `0100007F:${port(count)} 0100007F:0FA0`;
  const rows = Array.from({ length: 1000 }, (_, count) => row('01', count, 7, ends(count)));
  const clients = new ClientEnds(new Proc(await makeMount({ 'self/net/tcp': head + rows.join(''), ...none })));
  const find = async (count: number) => (await clients.find({ ...connection, remotePort: 10_000 + count }))?.uid;
  const some = Promise.all([0, 1, 2].map(find));
  await new Promise((resolve) => setImmediate(resolve));
  const all = await Promise.all(rows.map((_, count) => find(count)));
  assert.deepEqual(await some, [0, 1, 2]);
  assert.deepEqual(
    all,
    rows.map((_, count) => count),
  );
});
