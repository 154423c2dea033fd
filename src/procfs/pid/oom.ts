import { oneLine, small } from '../text.ts';

/** /proc/[pid]/oom_score, proc_pid_oom_score(5): 0 to 2000, the highest is killed first when memory runs out. */
export function parseOomScore(bytes: Buffer): number {
  return small(oneLine(bytes), 'oom_score');
}

/** /proc/[pid]/oom_score_adj, proc_pid_oom_score_adj(5): -1000, never killed, to 1000. */
export function parseOomScoreAdj(bytes: Buffer): number {
  return small(oneLine(bytes), 'oom_score_adj');
}

/** /proc/[pid]/oom_adj, proc_pid_oom_adj(5): the same on the scale before Linux 2.6.36, -17, never killed, to 15. */
export function parseOomAdj(bytes: Buffer): number {
  return small(oneLine(bytes), 'oom_adj');
}
