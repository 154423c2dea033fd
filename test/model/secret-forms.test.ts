import { testExamples, testSpeed } from './mask-strings.ts';

testExamples([
  ['a password of SQL', ["CREATE USER joe WITH PASSWORD 'a b' LOGIN"], ["CREATE USER joe WITH PASSWORD '***' LOGIN"]],
  ['one with a quote in it', ["ALTER ROLE x password 'a''b c' LOGIN"], ["ALTER ROLE x password '***' LOGIN"]],
  ['one of MySQL', ["CREATE USER a IDENTIFIED BY 'abc', b"], ["CREATE USER a IDENTIFIED BY '***', b"]],
  ['one in double quotes', ['CREATE USER a identified by "a b"'], ['CREATE USER a identified by "***"']],
  ['one with a plugin', ["IDENTIFIED WITH x_y BY 'a b'"], ["IDENTIFIED WITH x_y BY '***'"]],
  ['one with a hash', ["IDENTIFIED BY PASSWORD '*AB'"], ["IDENTIFIED BY PASSWORD '***'"]],
  [
    'one in a command',
    ['sh', '-c', `psql -c "ALTER ROLE x PASSWORD 'a b'" db`],
    ['sh', '-c', `psql -c "ALTER ROLE x PASSWORD '***'" db`],
  ],
  ['one with escaped quotes', ["x 'PASSWORD \\'a b\\' y'"], ["x 'PASSWORD \\'***\\' y'"]],
  ['a prompt', [`read -p 'Enter password ' x; echo 'done'`], [`read -p 'Enter password ' x; echo 'done'`]],
  ['what is only called a password', [`the "password" 'x'`], [`the "password" 'x'`]],
  ['a list of names', ['<key>CFName</key><string>x</string>'], ['<key>CFName</key><string>x</string>']],
  ['an element', ['<a><password>a b</password><x>c</x></a>'], ['<a><password>***</password><x>c</x></a>']],
  [
    'one with a prefix and an attribute',
    ['<s:dbPassword t="x">abc</s:dbPassword>'],
    ['<s:dbPassword t="x">***</s:dbPassword>'],
  ],
  ['one in JSON', ['"<token>abc<\\/token>"'], ['"<token>***<\\/token>"']],
  [
    'words for what is to be given',
    ['login <password> <host>, <token> or x'],
    ['login <password> <host>, <token> or x'],
  ],
  [
    'a source of Go',
    ['DSN=joe:a@b:c@tcp(h:1)/db', 'joe:abc@unix(/s)/db'],
    ['DSN=joe:***@tcp(h:1)/db', 'joe:***@unix(/s)/db'],
  ],
  ['one in JSON, behind others', ['{"x":1,"dsn":"joe:a/b@tcp(h)/db"}'], ['{"x":1,"dsn":"joe:***@tcp(h)/db"}']],
  ['one without a password', ['joe@tcp(h)/db'], ['joe@tcp(h)/db']],
  ['what is no source', ['nginx:1.25@sha256:abc', 'a:b@x(c)'], ['nginx:1.25@sha256:abc', 'a:b@x(c)']],
]);

testSpeed([
  ['elements', '<key>a'],
  ['elements without end', '<key '],
  ['prefixes', '<a:a:'],
  ['sources', 'a:b@tcp('],
  ['sources without end', 'a:@tcp'],
  ['words of SQL', "password '"],
  ['words of SQL and spaces', 'identified   '],
  ['doubled quotes', "password 'a''''''"],
  ['escaped quotes', "password \\'a"],
]);
