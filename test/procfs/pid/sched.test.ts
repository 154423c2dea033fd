import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSched } from '../../../src/procfs/pid/sched.ts';

const ruler = '-'.repeat(67);
const parse = (head: string, ...lines: string[]) =>
  parseSched(Buffer.from([head, ruler, ...lines, ''].join('\n'), 'latin1'));
const figures = (...lines: string[]) => parse('sh (1, #threads: 1)', ...lines).figures;

test('a thread: milliseconds with six digits, a count, a figure below zero', () => {
  const { comm, tid, threads, figures } = parse(
    'real-time (102, #threads: 6)',
    'se.exec_start                                :       2831131.364857',
    'nr_switches                                  :                    1',
    'numa_preferred_nid                           :                   -1',
  );
  assert.deepEqual([comm.toString(), tid, threads], ['real-time', 102, 6]);
  assert.deepEqual(figures, [
    { name: 'se.exec_start', text: '2831131.364857' },
    { name: 'nr_switches', text: '1' },
    { name: 'numa_preferred_nid', text: '-1' },
  ]);
});

test('a name with spaces, and no space before the colon', () => {
  assert.deepEqual(figures('effective uclamp.min                         :                    0', 'ext.enabled:1'), [
    { name: 'effective uclamp.min', text: '0' },
    { name: 'ext.enabled', text: '1' },
  ]);
});

test('pairs of NUMA, of one node and of the task', () => {
  assert.deepEqual(figures('current_node=0, numa_group_id=7', 'numa_faults node=1 task_private=4 task_shared=5'), [
    { name: 'current_node', text: '0' },
    { name: 'numa_group_id', text: '7' },
    { name: 'numa_faults node=1 task_private', text: '4' },
    { name: 'numa_faults node=1 task_shared', text: '5' },
  ]);
});

test('what is no figure is skipped', () => {
  assert.deepEqual(figures('', 'hello', 'a : b', ' : 1', 'prio : 120'), [{ name: 'prio', text: '120' }]);
});

for (const name of ['new\nline', 'a (1, #threads: 9)', '', '\n----------\n', '\xff\xfe', 'x : 1\ny : 2']) {
  test(`the name ${JSON.stringify(name)}`, () => {
    const { comm, tid, figures } = parse(`${name} (7, #threads: 1)`, 'prio : 120');
    assert.deepEqual([comm.toString('latin1'), tid, figures.length], [name, 7, 1]);
  });
}

for (const [situation, text] of [
  ['nothing, as when the process dies mid-read', ''],
  ['no line of dashes', 'sh (1, #threads: 1)\n'],
  ['no thread id', `sh\n${ruler}\n`],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parseSched(Buffer.from(text)), /above a line of dashes/));
}
