import { Op } from './batch.ts';
import type { Read } from './group.ts';

/** Files that wait for the target, its memory lock, or the end of its exec. `self` waits for nobody. */
const blockingFiles =
  /\d\/(auxv|cmdline|environ|maps|smaps|smaps_rollup|numa_maps|ksm_stat|io|stack|syscall|personality|mem|pagemap)$|\/root\//;

/** Whether the target of a read can keep it waiting. The mount itself does not. */
export function mayBlock({ op, path }: Read): boolean {
  return path !== '' && (op === Op.stat || op === Op.fileSystem || blockingFiles.test(path));
}
