import { builder } from '../builder.ts';
import type { Autogroup as AutogroupRecord } from '../procfs/pid/autogroup.ts';
import type { Figure } from '../procfs/pid/sched.ts';
import type { Schedstat as SchedstatRecord } from '../procfs/pid/schedstat.ts';
import { Scheduling } from './scheduling.ts';
import { line } from './status.ts';

const Schedstat = builder.objectRef<SchedstatRecord>('Schedstat').implement({
  description: 'How a thread came to the CPU since it was started: of a process, its first thread alone.',
  fields: (t) => ({
    runNanoseconds: t.expose('run', {
      type: 'BigInt',
      description: 'Time on a CPU, nanoseconds. Source: schedstat, field 1.',
    }),
    waitNanoseconds: t.expose('wait', {
      type: 'BigInt',
      description: 'Time that it was ready to run, and waited for a CPU, nanoseconds. Source: schedstat, field 2.',
    }),
    slices: t.expose('slices', {
      type: 'BigInt',
      description: 'How often it was given a CPU. Source: schedstat, field 3.',
    }),
  }),
});

const SchedulingFigure = builder.objectRef<Figure>('SchedulingFigure').implement({
  description: 'A figure of the scheduler. Which there are, and what they are called, depends on the kernel.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name in the words of the kernel. Source: sched, before `:`.' }),
    value: t.float({
      description:
        'Its value, to some 16 digits; one with six digits after the point is in milliseconds. Source: sched, after `:`.',
      resolve: ({ text }) => Number(text),
    }),
    text: t.exposeString('text', { description: 'The same with every digit. Source: sched, after `:`.' }),
  }),
});

const Autogroup = builder.objectRef<AutogroupRecord>('Autogroup').implement({
  description: 'A group of processes that shares a portion of the CPU, as a rule a session, see sched(7).',
  fields: (t) => ({
    id: t.exposeInt('id', { description: 'Number of the group. Source: autogroup, after `/autogroup-`.' }),
    nice: t.exposeInt('nice', {
      description: 'Nice value of the group, from -20, much CPU, to 19, little. Source: autogroup, after `nice`.',
    }),
  }),
});

builder.objectFields(Scheduling, (t) => ({
  autogroup: t.field({
    type: Autogroup,
    from: ['autogroup'],
    nullable: true,
    description: 'The group whose portion of the CPU all its threads share. Null if it is in none. Source: autogroup.',
    resolve: (task) => task.record('autogroup'),
  }),
  schedstat: t.field({
    type: Schedstat,
    from: ['schedstat'],
    nullable: true,
    description: 'How it came to the CPU. Source: schedstat.',
    resolve: (task) => task.record('schedstat'),
  }),
  voluntaryContextSwitches: t.field({
    type: 'BigInt',
    from: ['status'],
    nullable: true,
    description: 'How often it gave the CPU away, to wait. Source: status `voluntary_ctxt_switches`.',
    resolve: (task) => line(task, 'voluntaryCtxtSwitches'),
  }),
  involuntaryContextSwitches: t.field({
    type: 'BigInt',
    from: ['status'],
    nullable: true,
    description: 'How often the CPU was taken from it. Source: status `nonvoluntary_ctxt_switches`.',
    resolve: (task) => line(task, 'nonvoluntaryCtxtSwitches'),
  }),
  figures: t.field({
    type: [SchedulingFigure],
    from: ['sched'],
    nullable: true,
    description:
      'All that the scheduler notes of it, for those who know this kernel. Source: sched, as far as it can be read.',
    resolve: (task) => task.record('sched').figures,
  }),
}));
