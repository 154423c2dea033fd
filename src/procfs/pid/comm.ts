import { malformed } from '../error.ts';

/** The name of a task: /proc/[pid]/comm, proc_pid_comm(5). As bytes, any, without the newline that the kernel adds. */
export function parseComm(bytes: Buffer): Buffer {
  if (bytes.at(-1) !== 0x0a) throw malformed(`it is ${JSON.stringify(String(bytes))}, without a newline at the end`);
  return bytes.subarray(0, -1);
}
