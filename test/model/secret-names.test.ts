import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSecretName } from '../../src/model/secret-names.ts';

const secret = [
  ['what every shell calls them', 'TOKEN PASSWORD PASSWD SECRET API_KEY DB_PASS MYSQL_PWD AUTH GITHUB_TOKEN'],
  ['in the middle', 'DB_PASSWORD_PROD AWS_SECRET_ACCESS_KEY MY_TOKEN_2 GOOGLE_APPLICATION_CREDENTIALS SECRET_KEY_BASE'],
  ['keys with a number', 'API_KEY_1 KEY2'],
  ['options', '--password --api-key -pass --access-token --auth'],
  ['properties', 'spring.datasource.password accountKey Pwd dbPass -Djavax.net.ssl.keyStorePassword'],
  ['headers', 'Authorization Proxy-Authorization X-Api-Key Cookie Set-Cookie X-Auth-Token'],
  ['in one word', 'apikey privatekey sshpass PGPASSFILE_PASSWORD'],
] as const;

for (const [situation, names] of secret) {
  test(`secret: ${situation}`, () => {
    for (const name of names.split(' ')) assert.equal(isSecretName(name), true, name);
  });
}

test('not secret: what only looks like it', () => {
  const names =
    'PATH HOME PWD OLDPWD SSH_AUTH_SOCK XAUTHORITY GIT_AUTHOR_NAME MONKEY BYPASS COMPASS KEYBOARD AWS_ACCESS_KEY_ID --no-color PASSENGER_ROOT a';
  for (const name of names.split(' ')) assert.equal(isSecretName(name), false, name);
  assert.equal(isSecretName(''), false);
});
