import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { Running, run } from './run.ts';

const token = 'f00dfacef00dface';
process.env.PROCQL_TOKEN = token; // which the commands that are started here inherit

async function serve(...args: string[]) {
  const running = new Running(['serve', '--port', '0', ...args]);
  const [url] = /http:.*$/.exec(await running.line()) ?? [];
  assert.ok(url);
  return { running, url };
}

async function ask(url: string, query: string) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return response.json();
}

async function stop(running: Running) {
  running.kill('SIGTERM');
  return running.end();
}

/** The text of an answer, and of what is base64 in it. */
function allOf(answer: unknown): string {
  return JSON.stringify(answer).replace(/"raw":"([^"]*)"/g, (_, raw: string) => `${Buffer.from(raw, 'base64')}`);
}

const selection = '{ pid environment { name value raw } commandLine { text arguments raw } }';

for (const flags of [[], ['--show-secrets']]) {
  test(`the token is in no environment and no command line: serve ${flags.join(' ')}`, async () => {
    const program = 'setInterval(() => {}, 1000); console.log("up")';
    const args = ['-e', program, '--', `Bearer ${token}`, 'hunter2', '--secret=hunter3'];
    const other = spawn(process.execPath, args, { env: { X: `<${token}>` }, stdio: ['ignore', 'pipe', 'inherit'] });
    after(() => other.kill('SIGKILL'));
    await once(other.stdout, 'data');
    const { running, url } = await serve(...flags);
    const answer = await ask(
      url,
      `{ self { process ${selection} } process(pid: ${other.pid}) ${selection} processes { nodes ${selection} } }`,
    );
    const text = allOf(answer);
    assert.equal(text.includes(token), false);
    assert.ok(text.includes('"name":"PROCQL_TOKEN","value":"***"'));
    assert.ok(text.includes('Bearer ***'));
    assert.ok(text.includes('{"name":"X","value":"<***>"'));
    assert.ok(text.includes('hunter2'));
    assert.equal(text.includes('hunter3'), flags.length > 0);
    const guess = await ask(
      url,
      `{ processes(where: { pids: [${other.pid}], commandLine: { contains: "${token.slice(0, 4)}" } }) { totalCount } }`,
    );
    assert.deepEqual(guess, { data: { processes: { totalCount: 0 } } });
    assert.equal((await stop(running)).status, 0);
  });
}

test('what is closed is said at the start, and in each answer', async () => {
  const { running, url } = await serve('--deny', 'environment,fds', '--show-secrets');
  const query = '{ self { process { environment { name } fds { totalCount } } } }';
  assert.deepEqual(await ask(url, query), {
    data: { self: { process: { environment: null, fds: null } } },
    extensions: {
      procfs: {
        nulls: ['environment', 'fds'].map((name) => ({ field: `Process.${name}`, reason: 'DENIED', count: 1 })),
      },
    },
  });
  const { status, stdout } = await stop(running);
  assert.equal(status, 0);
  assert.match(stdout, /^closed to everyone: environment, fds$/m);
  assert.match(stdout, /^secrets in environments and command lines are shown to whoever may ask$/m);
});

test('a name that there is not: the server does not start, and says which there are', async () => {
  const { status, stderr } = await run(['serve', '--port', '0', '--deny', 'environ']);
  assert.equal(status, 2);
  assert.match(stderr, /^procql: --deny knows no "environ": there are auxiliaryVector, .*environment, /);
});
