import type { Stats } from '../procfs/batch.ts';
import type { Target } from '../procfs/pid/fd.ts';
import type { FileDescriptor } from './file-descriptor.ts';

/** What a descriptor leads to: what its link says, and what stat(2) says of it if it says anything. */
export type Open<K extends Target['kind'] = Target['kind']> = Extract<Target, { kind: K }> & {
  stats: Stats | null;
  /** Whose fdinfo says more. */
  descriptor: FileDescriptor;
};

/** A value of a line that not every kernel prints. */
export function printed<T>({ descriptor }: Open, value: T | null, key: string): T {
  return descriptor.process.present(value, `${key} of fdinfo`);
}
