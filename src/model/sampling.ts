import { nullIfUnsaid } from '../procfs/error.ts';
import { parseLimits } from '../procfs/pid/limits.ts';
import type { Proc } from '../procfs/proc.ts';
import type { SampledFiles } from '../procfs/sampled-files.ts';
import { initialNamespaces, ownNamespace } from './initial-namespaces.ts';
import type { Machine } from './machine.ts';
import { hidePid } from './self.ts';

/** Descriptors that samples leave to everything else. */
const reserved = 512;

/**
 * Samples keep files open, as far as half of the descriptors that are not reserved: a third of the time, and never
 * another's file. Of a captured tree nothing is kept open: its files are exchanged, where those of the kernel change.
 */
export async function openSampling({ proc, isCaptured }: Machine): Promise<SampledFiles> {
  if (isCaptured) return proc.sampled({ mostHeld: 0, isComplete: false, isWhole: false });
  const [mostHeld, hides, namespace] = await Promise.all([
    share(proc),
    hidePid(proc).catch(nullIfUnsaid),
    ownNamespace(proc, 'pid'),
  ]);
  const isComplete = hides === 'OFF';
  return proc.sampled({ mostHeld, isComplete, isWhole: isComplete && namespace === initialNamespaces.pid });
}

/** The mount need not show the server itself: then nothing is known of its limit. */
async function share(proc: Proc): Promise<number> {
  const limits = await proc.read('self/limits').then(parseLimits, nullIfUnsaid);
  const files = limits?.find(({ name }) => name === 'Max open files');
  if (files === undefined) return 0;
  return Math.max(0, Math.floor((Number(files.soft ?? Number.MAX_SAFE_INTEGER) - reserved) / 2));
}
