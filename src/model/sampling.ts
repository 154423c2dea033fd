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
 * Samples keep files open, as far as a share of the descriptors that are not reserved: a third of the time, and never
 * another's file. Of a captured tree nothing is kept open: its files are exchanged, where those of the kernel change.
 */
export async function openSampling({ proc, isCaptured }: Machine, share = 1 / 2): Promise<SampledFiles> {
  if (isCaptured) return proc.sampled({ mostHeld: 0, isComplete: false, isWhole: false });
  const [descriptors, hides, namespace] = await Promise.all([
    descriptorLimit(proc),
    hidePid(proc).catch(nullIfUnsaid),
    ownNamespace(proc, 'pid'),
  ]);
  const mostHeld = Math.floor(Math.max(0, descriptors - reserved) * share);
  const isComplete = hides === 'OFF';
  return proc.sampled({ mostHeld, isComplete, isWhole: isComplete && namespace === initialNamespaces.pid });
}

/** The mount need not show the server itself: then nothing is known of its limit. */
async function descriptorLimit(proc: Proc): Promise<number> {
  const limits = await proc.read('self/limits').then(parseLimits, nullIfUnsaid);
  const files = limits?.find(({ name }) => name === 'Max open files');
  return files === undefined ? 0 : Number(files.soft ?? Number.MAX_SAFE_INTEGER);
}
