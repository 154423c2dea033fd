import { bigDecimal, type Integer, keyValues } from '../text.ts';

/** Input and output since the process began: /proc/[pid]/io, proc_pid_io(5). In bytes, but for the two counts of calls. */
export interface Io {
  /** Given by read(2) and its kin, from the page cache or a terminal too. */
  rchar: Integer;
  wchar: Integer;
  syscr: Integer;
  syscw: Integer;
  /** Fetched from storage. */
  readBytes: Integer;
  /** Sent to storage, counted as a page becomes dirty. */
  writeBytes: Integer;
  /** Dirty pages dropped before they were written, whoever had made them dirty: it can exceed writeBytes. */
  cancelledWriteBytes: Integer;
}

export function parseIo(bytes: Buffer): Io {
  const fields = keyValues(bytes);
  return {
    rchar: bigDecimal(fields, 'rchar'),
    wchar: bigDecimal(fields, 'wchar'),
    syscr: bigDecimal(fields, 'syscr'),
    syscw: bigDecimal(fields, 'syscw'),
    readBytes: bigDecimal(fields, 'read_bytes'),
    writeBytes: bigDecimal(fields, 'write_bytes'),
    cancelledWriteBytes: bigDecimal(fields, 'cancelled_write_bytes'),
  };
}
