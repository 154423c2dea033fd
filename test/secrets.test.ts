import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openMachine } from '../src/model/machine.ts';
import { ask } from './ask.ts';
import { watch } from './watch.ts';

const children: ChildProcess[] = [];
const directory = mkdtempSync(join(tmpdir(), 'procql-'));
after(() => {
  rmSync(directory, { recursive: true });
  for (const child of children) child.kill('SIGKILL');
});

/** A real process with these arguments and variables; it says "up" once it runs. */
async function started(args: readonly string[], env: NodeJS.ProcessEnv = {}, stdin: 'ignore' | number = 'ignore') {
  const program = "setInterval(() => {}, 1000); console.log('up')";
  const stdio = [stdin, 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, ['-e', program, '--', ...args], { env, stdio: [...stdio] });
  children.push(child);
  await once(child.stdout ?? child, 'data');
  return child.pid;
}

const selection = `{
  environment { name value raw }
  commandLine { text arguments raw }
  threads(first: 1) { nodes { commandLine { text raw } } }
}`;

/** All that an answer says, what it says in base64 too. */
function allOf(answer: unknown): string {
  const json = JSON.stringify(answer);
  return json.replace(/"raw":"([^"]*)"/g, (_, raw: string) => `"raw":${Buffer.from(raw, 'base64')}`);
}

const pid = await started(['--password', 'hunter2-a', '--api-key=hunter2-b', 'amqp://joe:hunter2-c@host/'], {
  DB_PASSWORD: 'hunter2-d',
  DATABASE_URL: 'postgres://joe:hunter2-e@db/x',
  HOME: '/home/joe',
});

test('what looks like a secret is masked in every field of a process, and the rest is as it is', async () => {
  const { data, errors } = await ask(`{ process(pid: ${pid}) ${selection} }`, { mount: '/proc' });
  assert.equal(errors, undefined);
  assert.doesNotMatch(allOf(data), /hunter2/);
  const raw = (text: string) => Buffer.from(text).toString('base64');
  assert.partialDeepStrictEqual(data, {
    process: {
      environment: [
        { name: 'DB_PASSWORD', value: '***', raw: raw('DB_PASSWORD=***') },
        { name: 'DATABASE_URL', value: 'postgres://joe:***@db/x' },
        { name: 'HOME', value: '/home/joe', raw: raw('HOME=/home/joe') },
      ],
    },
  });
  const { commandLine } = (data as { process: { commandLine: { text: string; arguments: string[] } } }).process;
  assert.deepEqual(commandLine.arguments.slice(-4), ['--password', '***', '--api-key=***', 'amqp://joe:***@host/']);
  assert.ok(commandLine.text.endsWith('-- --password *** --api-key=*** amqp://joe:***@host/'));
});

test('a filter is no way to guess it: it looks at what is shown', async () => {
  const found = async (text: string) => {
    const where = `{ pids: [${pid}], commandLine: { contains: ${JSON.stringify(text)} } }`;
    const { data } = await ask(`{ processes(where: ${where}) { totalCount } }`, { mount: '/proc' });
    return (data as { processes: { totalCount: number } }).processes.totalCount;
  };
  assert.equal(await found('--api-key=h'), 0);
  assert.equal(await found('hunter2'), 0);
  assert.equal(await found('--api-key=***'), 1);
});

test('the rows of a table go the same way', async () => {
  const where = `{ pids: [${pid}] }`;
  await using rows = await watch(
    `subscription { processTable(where: ${where}) { rows { pid commandLine { text raw } environment { raw } } } }`,
  );
  const event = allOf(await rows.next());
  assert.match(event, new RegExp(`"pid":${pid},`));
  assert.match(event, /--api-key=\*\*\*/);
  assert.doesNotMatch(event, /hunter2/);
});

test('a server that shows secrets shows all but its own', async () => {
  const machine = await openMachine('/proc', { deny: [], showSecrets: true });
  machine.secrets.add('hunter2-b');
  machine.secrets.add('hunter2-d');
  const answer = allOf(await ask(`{ process(pid: ${pid}) ${selection} }`, { machine }));
  for (const shown of ['hunter2-a', 'hunter2-c', 'hunter2-e']) assert.ok(answer.includes(shown), shown);
  assert.doesNotMatch(answer, /hunter2-[bd]/);
});

const token = 'a0b1c2d3e4f5';

test('a line so long that it is cut within the token: no piece has any of it', async () => {
  const path = join(directory, 'long');
  writeFileSync(path, `${'-'.repeat(65_530)}${token}--\n`);
  const fd = openSync(path, 'r');
  const machine = await openMachine('/proc');
  machine.secrets.add(token);
  const holder = await started([], {}, fd);
  closeSync(fd);
  await using lines = await watch(
    `subscription { fdLines(pid: ${holder}, fd: 0, last: 1) { lines { text offset } } }`,
    machine,
  );
  assert.deepEqual(await lines.next(), {
    data: {
      fdLines: {
        lines: [
          { text: '-'.repeat(65_530), offset: 0 },
          { text: '***--', offset: 65_530 },
        ],
      },
    },
  });
});

test('a file with the server’s token, held open by another process: its lines are shown without it', async () => {
  const path = join(directory, 'token');
  writeFileSync(path, `before\n${token}\nx ${token}${token} y\n`);
  const fd = openSync(path, 'r');
  const machine = await openMachine('/proc');
  machine.secrets.add(token);
  const holder = await started([], {}, fd);
  await using lines = await watch(
    `subscription { fdLines(pid: ${holder}, fd: 0, last: 3) { lines { text } } }`,
    machine,
  );
  assert.deepEqual(await lines.next(), {
    data: { fdLines: { lines: [{ text: 'before' }, { text: '***' }, { text: 'x ****** y' }] } },
  });
  const { data } = await ask(`{ self { process { fd(number: ${fd}) { tailable tailObstacle } } } }`, { machine });
  assert.deepEqual(data, { self: { process: { fd: { tailable: false, tailObstacle: 'OWN_DESCRIPTOR' } } } });
  const own = watch(`subscription { fdLines(pid: ${process.pid}, fd: ${fd}, last: 3) { lines { text } } }`, machine);
  await assert.rejects(own, {
    errors: [
      {
        message: `descriptor ${fd} of process ${process.pid} cannot be followed. It is a descriptor of this server itself, which has a secret to keep: its token.`,
        locations: [{ line: 1, column: 16 }],
        path: ['fdLines'],
        extensions: { code: 'NOT_TAILABLE', obstacle: 'OWN_DESCRIPTOR' },
      },
    ],
  });
  closeSync(fd);
});
