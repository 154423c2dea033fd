import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePressure } from '../../src/procfs/pressure.ts';

const parse = (text: string) => parsePressure(Buffer.from(text));

const some = 'some avg10=0.39 avg60=12.49 avg300=100.00 total=7893009\n';
const full = 'full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n';

test('some and full', () => {
  assert.deepEqual(parse(some + full), {
    some: { avg10: 0.39, avg60: 12.49, avg300: 100, total: 7893009 },
    full: { avg10: 0, avg60: 0, avg300: 0, total: 0 },
  });
});

test('the CPU before Linux 5.13', () => {
  assert.equal(parse(some).full, null);
});

test('interrupts', () => {
  assert.equal(parse(full).some, null);
});

for (const [situation, text, message] of [
  ['nothing', '', /neither "some" nor "full"/],
  ['a line without a total', 'some avg10=0.39 avg60=0.49 avg300=0.41\n', /not three averages and a total/],
  ['an average that is no number', full.replace('avg60=0.00', 'avg60=nan'), /"full avg10=0.00 avg60=nan .* is not/],
  ['another word', some.replace('some', 'most'), /not three averages and a total/],
  ['more than 2^53 microseconds', some.replace('7893009', '18446744073709551615'), /"total" is "18446744073709551615"/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
