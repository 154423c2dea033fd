import { type FdinfoLine, parseFdinfo } from '../../../../src/procfs/pid/fdinfo.ts';

/** The lines of fdinfo behind those that every file has. */
export function extra(text: string): FdinfoLine[] {
  return parseFdinfo(Buffer.from(`pos:\t0\nflags:\t02000002\nmnt_id:\t17\nino:\t1038\n${text}`)).extra;
}
