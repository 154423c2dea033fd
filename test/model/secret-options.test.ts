import { testExamples, testSpeed } from './mask-strings.ts';

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
]);

testSpeed([
  ['programs', 'mysql;curl -u '],
  ['quotes behind programs', 'mysql"'],
  ['semicolons', 'mysql;;;;;;;;;;;'],
]);
