import { testExamples, testSpeed } from './mask-strings.ts';

testExamples([
  ['a pair of Perl or Ruby', ["x('password' => 'a b', 'x' => 1)"], ["x('password' => '***', 'x' => 1)"]],
  ['one without quotes', ['password => abc, x => 1'], ['password => *** x => 1']],
  ['one without spaces', ['{:password=>"abc"}'], ['{:password=>"***"}']],
  ['an entry of a hash', ['$h{password} = "abc"; $x = 1'], ['$h{password} = "***"; $x = 1']],
  ['pairs that are not secret', ["x('name' => 'a'); $h{x} = 1"], ["x('name' => 'a'); $h{x} = 1"]],
]);

testSpeed([
  ['braces', 'key}'],
  ['arrows', 'key=>'],
  ['arrows and spaces', 'key =>       '],
]);
