import { Op } from './batch.ts';
import type { ProcfsError } from './error.ts';
import type { Answer, Group, Take } from './group.ts';

/** What stands between the kernel and whoever asks: at the door, so that there is no way around it. */
export interface Guard {
  /** Why the file at a path below the mount is not read, if it is not. Null where nothing is denied. */
  denial: ((path: string) => ProcfsError | undefined) | null;
  /** What is shown of the contents of a file. */
  shown: (path: string, bytes: Buffer) => Buffer;
}

/** Answers what is denied, and gives the groups of what is left to be read, and where to bring their answers. */
export function guarded({ denial, shown }: Guard, groups: readonly Group[], take: Take): [readonly Group[], Take] {
  const show = ({ reads }: Group, answers: Answer[]): Answer[] => {
    return answers.map((answer, at) => {
      const { op, path } = reads[at] ?? {};
      const hasContents = path !== undefined && (op === Op.read || op === Op.show);
      return hasContents && answer instanceof Buffer ? shown(path, answer) : answer;
    });
  };
  const allowed: Group[] = [];
  const takes: ((answers: Answer[], afterwards?: Buffer) => void)[] = [];
  groups.forEach((group, index) => {
    const denials = denial === null ? [] : group.reads.map(({ path }) => denial(path));
    if (!denials.some((why) => why !== undefined)) {
      allowed.push(group);
      takes.push((answers, afterwards) => take(index, show(group, answers), afterwards));
      return;
    }
    const left = { ...group, reads: group.reads.filter((_, at) => denials[at] === undefined) };
    const merge = (answers: Answer[], afterwards?: Buffer): void => {
      const rest = show(left, answers);
      let next = 0;
      const all = denials.flatMap((why) => why ?? rest.slice(next, ++next));
      take(index, all, afterwards);
    };
    if (left.reads.length > 0) {
      allowed.push(left);
      takes.push(merge);
    } else merge([]);
  });
  return [allowed, (index, answers, afterwards) => takes[index]?.(answers, afterwards)];
}
