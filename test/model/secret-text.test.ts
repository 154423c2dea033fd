import { testExamples, testSpeed } from './mask-strings.ts';

testExamples([
  ['a pair of Perl or Ruby', ["x('password' => 'a b', 'x' => 1)"], ["x('password' => '***', 'x' => 1)"]],
  ['one without quotes', ['password => abc, x => 1'], ['password => *** x => 1']],
  ['one without spaces', ['{:password=>"abc"}'], ['{:password=>"***"}']],
  ['an entry of a hash', ['$h{password} = "abc"; $x = 1'], ['$h{password} = "***"; $x = 1']],
  ['an entry of a name that is not known', [`$h{$key} = "a"; x \${key}:/x`], [`$h{$key} = "a"; x \${key}:/x`]],
  ['pairs that are not secret', ["x('name' => 'a'); $h{x} = 1"], ["x('name' => 'a'); $h{x} = 1"]],
  ['a token with a password that says nothing', ['https://ghp_abc:x-oauth-basic@h'], ['https://***@h']],
  ['a token with an empty one', ['git clone https://ghp_abc:@h/x'], ['git clone https://***@h/x']],
  ['a token that says what it is', ['https://abc_secret:x-oauth-basic@h'], ['https://***@h']],
  ['the same, with an empty password', ['https://abc_secret:@h/x'], ['https://***@h/x']],
  ['a user and a password', ['X=http://joe:pa@ss@h:80/x'], ['X=http://***@h:80/x']],
  ['one without a host', ['vault://token:abc'], ['vault://token:***']],
  ['JSON with a user in it', ['{"u":"http://a:b@h","key":"c@d e"}'], ['{"u":"http://***@h","key":"***"}']],
  ['a key of PGP', ['K=-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nabc\n'], ['K=***']],
  [
    'a public one',
    ['K=-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n'],
    ['K=-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n'],
  ],
]);

testSpeed([
  ['braces', 'key}'],
  ['URLs', 'https://key:'],
  ['users of URLs', 'https://a:b'],
  ['beginnings', '-----BEGIN PRIVATE KEY '],
  ['arrows', 'key=>'],
  ['arrows and spaces', 'key =>       '],
]);
