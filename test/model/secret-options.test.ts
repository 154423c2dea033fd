import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskStrings, testExamples, testSpeed } from './mask-strings.ts';

const shell = (given: string, shown: string): [string[], string[]] => [
  ['sh', '-c', given],
  ['sh', '-c', shown],
];

testExamples([
  ['a program behind a semicolon', ...shell('cd /srv;mysql -uroot -pabc', 'cd /srv;mysql -uroot -p***')],
  ['behind an option and a semicolon', ...shell('ls -l;mysql -pabc', 'ls -l;mysql -p***')],
  ['behind &&', ...shell('a&&mysql -pabc', 'a&&mysql -p***')],
  ['behind a pipe', ...shell('a|/bin/mysql -pabc', 'a|/bin/mysql -p***')],
  ['in $()', ...shell('x=$(mysql -pabc)', 'x=$(mysql -p***')],
  ['in $() in quotes', ...shell('x "$(mysql -pabc)" y', 'x "$(mysql -p*** y')],
  ['in backticks', ...shell('`mysql -pabc`', '`mysql -p***')],
  ['in parentheses', ...shell('(mysql -pabc)', '(mysql -p***')],
  ['in quotes', ...shell('"mysql" -pabc', '"mysql" -p***')],
  ['with quotes in its path', ...shell('"$HOME"/bin/mysql -pabc', '"$HOME"/bin/mysql -p***')],
  ['sshpass behind a semicolon', ...shell('a;sshpass -p abc ssh h', 'a;sshpass -p *** ssh h')],
  ['curl behind a semicolon', ...shell('a;curl -u u:abc h', 'a;curl -u u:*** h')],
  ['a host called like a program', ['mysql', '-h', 'zip', '-pabc'], ['mysql', '-h', 'zip', '-p***']],
  ['a user called like one', ['mysql', '-u', 'curl', '-pabc'], ['mysql', '-u', 'curl', '-p***']],
  ['what is only called like a program', ['x', '--name="mysql"', '-p80:80'], ['x', '--name="mysql"', '-p80:80']],
  ['a variable with one', ...shell('DB=/bin/mysql x -p80:80', 'DB=/bin/mysql x -p80:80')],
  ['an option in quotes', ...shell("mysql '-pabc' db", "mysql '-p***' db")],
  ['one with a space', ...shell('mysql "-pa bc" db', 'mysql "-p***" db')],
  ['an option in a list', ['["mysql","-pabc"]'], ['["mysql","-p***"]']],
  ['one in a list with spaces', ["['mysql', '-u', 'joe', '-pabc', 'db']"], ["['mysql', '-u', 'joe', '-p***', 'db']"]],
  ['a value in a list', ['["sshpass","-p","abc","ssh"]'], ['["sshpass","-p",***,"ssh"]']],
  ['a command in a command', ...shell(`bash -c "sshpass -p 'abc' ssh"`, 'bash -c "sshpass -p *** ssh"')],
  ['a secret with a space in one', ...shell(`bash -c "sshpass -p 'a bc' ssh"`, 'bash -c "sshpass -p *** ssh"')],
  ['a name with one in one', ...shell(`bash -c "x --token 'a bc' y"`, 'bash -c "x --token *** y"')],
  ['a list of ports', ['["docker","-p80:80"]'], ['["docker","-p80:80"]']],
  ['options in one', ['ldapsearch', '-xw', 'abc'], ['ldapsearch', '-xw', '***']],
  ['options and a secret in one', ['ldapsearch', '-LLLxwabc', '-xWD', 'w'], ['ldapsearch', '-LLLxw***', '-xWD', 'w']],
  ['an option whose value has the letter', ['ldapsearch', '-Hldap://www'], ['ldapsearch', '-Hldap://www']],
  ['the same of others', ['zip', '-r9P', 'abc', 'x.zip', 'P'], ['zip', '-r9P', '***', 'x.zip', 'P']],
  ['the same of mysql', ['mysql', '-BNpabc', '-uppp', '-hp'], ['mysql', '-BNp***', '-uppp', '-hp']],
  [
    'an option of openssl that ends so',
    ['openssl', '-chunk', 'x', '-k', 'abc'],
    ['openssl', '-chunk', 'x', '-k', '***'],
  ],
  ['a proxy', ['curl', '-x', 'u:abc@h:80', 'h'], ['curl', '-x', 'u:***@h:80', 'h']],
  ['a proxy in the word', ['curl', '-sxu:abc@h', '--proxy=u:a@b@h'], ['curl', '-sxu:***@h', '--proxy=u:***@h']],
  [
    'a long option of one',
    ['curl', '--preproxy', 'u:abc@h', '--socks5', 'u:abc@h'],
    ['curl', '--preproxy', 'u:***@h', '--socks5', 'u:***@h'],
  ],
  ['a proxy with a scheme', ['curl', '-x', 'socks5://u:abc@h'], ['curl', '-x', 'socks5://u:***@h']],
  ['a proxy without a user', ['curl', '-x', 'squid:80', '-xsquid:80'], ['curl', '-x', 'squid:80', '-xsquid:80']],
]);

testSpeed([
  ['options in one', 'zip -rrrrrrrrrrP '],
  ['proxies', 'curl -x a:b@h '],
  ['quoted options', 'mysql "-p" '],
  ['lists', '"mysql","-p",'],
  ['commas and spaces', ',       mysql    '],
  ['quotes in quotes', `"'mysql'" `],
  ['programs', 'mysql;curl -u '],
  ['quotes behind programs', 'mysql"'],
  ['semicolons', 'mysql;;;;;;;;;;;'],
]);

test('128 KiB of flags take no longer than they should', () => {
  const start = performance.now();
  maskStrings('zip', `-${'r'.repeat(2 ** 17 - 10)}`);
  assert.ok(performance.now() - start < 1500);
});
