import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maskSecrets } from '../../src/model/secret-arguments.ts';
import { maskStrings, testExamples, testSpeed } from './mask-strings.ts';

testExamples([
  ['a variable', ['HOME=/root', 'DB_PASSWORD=a b=c', 'X='], ['HOME=/root', 'DB_PASSWORD=***', 'X=']],
  ['an empty value', ['TOKEN=', '--password', '', 'x'], ['TOKEN=', '--password', '', 'x']],
  ['an option and its value', ['run', '--token', 'abc', 'x'], ['run', '--token', '***', 'x']],
  ['an option with its value', ['run', '--api-key=abc def'], ['run', '--api-key=***']],
  ['an option whose value is another', ['--password', '--token', 'abc'], ['--password', '***', '***']],
  ['an option at the end', ['run', '--password'], ['run', '--password']],
  ['an option that says there is none', ['psql', '--no-password', 'db'], ['psql', '--no-password', 'db']],
  ['a URL', ['psql', 'postgres://joe:pa@ss@db:5432/x'], ['psql', 'postgres://joe:***@db:5432/x']],
  ['a URL in a variable', ['DATABASE_URL=redis://:abc@h/0'], ['DATABASE_URL=redis://:***@h/0']],
  ['a URL whose password has a slash', ['amqp://joe:p/w@h'], ['amqp://joe:***@h']],
  ['a URL with a token for a user', ['git', 'https://ghp_abc@github.com/x'], ['git', 'https://***@github.com/x']],
  ['a URL with a user alone', ['ssh://git@host/x', 'http://h:80/@a/b'], ['ssh://git@host/x', 'http://h:80/@a/b']],
  ['a URL behind one with a port', ['http://h:80/,http://joe:pw@h'], ['http://h:80/,http://***@h']],
  ['a token in a query', ['curl', 'http://h/?access_token=abc'], ['curl', 'http://h/?access_token=***']],
  ['a header', ['curl', '-H', 'Authorization: Bearer abc'], ['curl', '-H', 'Authorization: ***']],
  ['a user with a password', ['curl', '-u', 'joe:pw', 'h:80'], ['curl', '-u', 'joe:***', 'h:80']],
  ['the same in one', ['/bin/curl', '-sujoe:pw', '--user=joe:pw'], ['/bin/curl', '-sujoe:***', '--user=joe:***']],
  ['a short option of mysql', ['sudo', 'mysql', '-phunter2', '-p', 'db'], ['sudo', 'mysql', '-p***', '-p', 'db']],
  ['a short option of anything else', ['docker', 'run', '-p80:80'], ['docker', 'run', '-p80:80']],
  ['sshpass', ['sshpass', '-p', 'pw', 'ssh', 'h'], ['sshpass', '-p', '***', 'ssh', 'h']],
  ['a user of a share', ['smbclient', '-U', 'joe%pw'], ['smbclient', '-U', 'joe%***']],
  ['JSON', ['-d', '{"password":"a b","x":1}'], ['-d', '{"password":"***","x":1}']],
  ['JSON in a quoted text', ['"{\\"token\\":\\"a b\\",\\"x\\":1}"'], ['"{\\"token\\":\\"***\\",\\"x\\":1}"']],
  ['a connection string', ['Server=h;Uid=x;Pwd=abc'], ['Server=h;Uid=x;Pwd=***']],
  ['a command for a shell', ['sh', '-c', "x --password 'a b' y"], ['sh', '-c', 'x --password *** y']],
  ['a program in one', ['sh', '-c', 'echo; mysql -phunter2 db'], ['sh', '-c', 'echo; mysql -p*** db']],
  ['a variable in one', ['sh', '-c', "x=1 PASSWORD='a b' y"], ['sh', '-c', 'x=1 PASSWORD=*** y']],
  ['a quoted pair in one', ['sh', '-c', "x --set 'db.password=a b' y"], ['sh', '-c', "x --set 'db.password=***' y"]],
  ['a title', ['myserver: --token abc  '], ['myserver: --token ***  ']],
  ['a title with an apostrophe', ["joe's server --token abc"], ["joe's server --token ***"]],
  ['options in a variable', ['OPTS=--password abc -x'], ['OPTS=--password *** -x']],
  ['options in a variable in quotes', ['sh', '-c', 'OPTS="--password abc" x'], ['sh', '-c', 'OPTS="--password *** x']],
  ['an option in quotes', ['sh', '-c', 'x "--password" abc y'], ['sh', '-c', 'x "--password" *** y']],
  ['a list', ['CMD=["x","--password","a,b"]'], ['CMD=["x","--password",***]']],
  ['a field of a form', ['-d', 'auth[password]=abc'], ['-d', 'auth[password]=***']],
  ['a header in words', ['-H', 'Authorization:', 'Bearer', 'abc'], ['-H', 'Authorization:', '***', '***']],
  ['a private key', ['CERT=-----BEGIN RSA PRIVATE KEY-----\nabc\n'], ['CERT=***']],
  ['options of Java', ['JAVA_OPTS=-Xmx1g -Da.password=x -Db=c'], ['JAVA_OPTS=-Xmx1g -Da.password=*** -Db=c']],
]);

test('nothing secret: the very same bytes', () => {
  for (const text of ['', 'sleep\0' + '1000\0', 'HOME=/root\0PATH=/bin\0', 'keyboard\0']) {
    const bytes = Buffer.from(text);
    assert.equal(maskSecrets(bytes), bytes);
  }
});

test('bytes that are not UTF-8 stay what they are', () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe, 0]), Buffer.from('TOKEN=abc\0')]);
  assert.deepEqual(maskSecrets(bytes), Buffer.concat([Buffer.from([0xff, 0xfe, 0]), Buffer.from('TOKEN=***\0')]));
});

const printable = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) });
/** Marked, so that it is found in what is shown. */
const word = printable.map((text) => `S3${text}cr3t`);
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const name = fc.constantFrom('PASSWORD', 'db_token', 'API_KEY', 'client-secret', 'spring.password', 'Authorization');
const others = fc.array(fc.constantFrom('run', '--verbose', 'x=1', 'http://h:80/', '"', "it's", '-p'), {
  maxLength: 4,
});

/** Ways to say a secret that is any text, and those for one without spaces or quotes. */
const whole = fc
  .tuple(name, phrase)
  .chain(([name, secret]) =>
    fc.constantFrom(
      [`${name}=${secret}`],
      [`--${name}=${secret}`],
      [`--${name}`, secret],
      [`${name}: ${secret}`],
      [JSON.stringify({ [name]: secret })],
    ),
  );
const plain = fc
  .tuple(
    name,
    word.map((text) => text.replace(/["'\\\s]/g, '')),
  )
  .chain(([name, secret]) =>
    fc.constantFrom(
      ['sh', '-c', `a ${name}=${secret} b`],
      ['sh', '-c', `a --${name} ${secret} b`],
      ['sh', '-c', `a --${name} '${secret}' b`],
      [`a 'x' --${name}="${secret}" b`],
      ['mysql', `-p${secret}`],
      [`db://joe:${secret}@host/`],
      [`x db://joe:${secret}@host/ y`],
    ),
  );

test('what is shown never has any of the secret in it, whatever stands around it', () => {
  const secrets = fc.oneof(whole, plain);
  fc.assert(
    fc.property(others, secrets, others, (before, secret, after) => {
      const shown = maskStrings(...before, ...secret, ...after).join('\n');
      assert.ok(!/S3|cr3t/.test(shown), shown);
    }),
    { numRuns: 3000 },
  );
});

test('any bytes: as many strings, and what was shown once stays', () => {
  const texts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('--token', 'a://b:c@d', 'KEY=')));
  fc.assert(
    fc.property(texts, (texts) => {
      const bytes = Buffer.from(texts.join('\0'));
      const once = maskSecrets(bytes);
      const count = (bytes: Buffer) => bytes.filter((byte) => byte === 0).length;
      assert.equal(count(once), count(bytes));
      assert.deepEqual(maskSecrets(once), once);
    }),
  );
});

testSpeed([
  ['names', 'token'],
  ['assignments', 'token='],
  ['URLs', '://a:'],
  ['users', 'https://a@'],
  ['quotes', '"\'key '],
  ['backslashes', 'key\\'],
  ['spaces', 'key          '],
  ['options', '--token '],
]);

test('more than that, and anything secret in it: all is masked', () => {
  const long = 'x'.repeat(2 ** 17);
  assert.deepEqual(maskStrings('run', long), ['run', long]);
  assert.deepEqual(maskStrings('run', long, '--token', 'abc'), ['***']);
});
