import { malformed } from '../error.ts';

/** The control group whose cpuset holds: /proc/[pid]/cpuset, cpuset(7). A path below the mount of that hierarchy, as bytes. */
export function parseCpuset(bytes: Buffer): Buffer {
  const path = bytes.subarray(0, -1);
  if (path[0] !== 0x2f || bytes.at(-1) !== 0x0a) throw malformed(`it is ${JSON.stringify(String(bytes))}, not a path`);
  return path;
}
