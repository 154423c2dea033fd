import { malformed } from '../error.ts';
import { type Integer, wholeNumber } from '../text.ts';

/**
 * Status of a process or thread: /proc/[pid]/stat, proc_pid_stat(5). Times in clock ticks, sizes as the kernel prints them.
 * A field that this kernel does not print is null. Without ptrace permission the kernel prints 1 for startCode.
 */
export interface Stat {
  pid: number;
  /** The name, as bytes: any, 15 of a user process, 63 of a kernel thread. */
  comm: Buffer;
  /** One letter. */
  state: string;
  ppid: number;
  pgrp: number;
  session: number;
  ttyNr: number;
  tpgid: number;
  flags: number;
  minflt: Integer;
  cminflt: Integer;
  majflt: Integer;
  cmajflt: Integer;
  utime: Integer;
  stime: Integer;
  cutime: Integer;
  cstime: Integer;
  priority: number;
  nice: number;
  numThreads: number;
  /** Ticks after boot. With the pid, the identity of a process. */
  starttime: Integer;
  /** Bytes. */
  vsize: Integer;
  /** Pages. */
  rss: Integer;
  /** Bytes; 2^64-1 is unlimited. */
  rsslim: Integer | null;
  startcode: Integer | null;
  endcode: Integer | null;
  startstack: Integer | null;
  kstkesp: Integer | null;
  kstkeip: Integer | null;
  wchan: Integer | null;
  exitSignal: number | null;
  processor: number | null;
  rtPriority: number | null;
  policy: number | null;
  /** Ticks; 0 unless delay accounting is on. */
  delayacctBlkioTicks: Integer | null;
  guestTime: Integer | null;
  cguestTime: Integer | null;
  startData: Integer | null;
  endData: Integer | null;
  startBrk: Integer | null;
  argStart: Integer | null;
  argEnd: Integer | null;
  envStart: Integer | null;
  envEnd: Integer | null;
  exitCode: number | null;
}

const open = 0x28;
const close = 0x29;
const space = 0x20;
const newline = 0x0a;

/** The name may hold anything, ") R 1 (" too: it ends at the last parenthesis of the file. */
export function parseStat(bytes: Buffer): Stat {
  const nameStart = bytes.indexOf(open) + 1;
  const nameEnd = bytes.lastIndexOf(close);
  if (nameStart === 0 || nameEnd < nameStart) throw malformed('no name in parentheses');
  const column = columns(bytes, nameEnd + 2);
  const required = (number: number): Integer => {
    const value = column(number);
    if (value === null) throw malformed(`it ends before field ${number}`);
    return value;
  };
  const small = (number: number): number => Number(required(number));
  const smallOrNull = (number: number): number | null => {
    const value = column(number);
    return value === null ? null : Number(value);
  };
  const state = bytes.toString('latin1', nameEnd + 2, nameEnd + 3);
  if (state === '') throw malformed('it ends before field 3');
  return {
    pid: Number(wholeNumber(bytes, 0, nameStart - 2)),
    comm: bytes.subarray(nameStart, nameEnd),
    state,
    ppid: small(4),
    pgrp: small(5),
    session: small(6),
    ttyNr: small(7),
    tpgid: small(8),
    flags: small(9),
    minflt: required(10),
    cminflt: required(11),
    majflt: required(12),
    cmajflt: required(13),
    utime: required(14),
    stime: required(15),
    cutime: required(16),
    cstime: required(17),
    priority: small(18),
    nice: small(19),
    numThreads: small(20),
    starttime: required(22),
    vsize: required(23),
    rss: required(24),
    rsslim: column(25),
    startcode: column(26),
    endcode: column(27),
    startstack: column(28),
    kstkesp: column(29),
    kstkeip: column(30),
    wchan: column(35),
    exitSignal: smallOrNull(38),
    processor: smallOrNull(39),
    rtPriority: smallOrNull(40),
    policy: smallOrNull(41),
    delayacctBlkioTicks: column(42),
    guestTime: column(43),
    cguestTime: column(44),
    startData: column(45),
    endData: column(46),
    startBrk: column(47),
    argStart: column(48),
    argEnd: column(49),
    envStart: column(50),
    envEnd: column(51),
    exitCode: smallOrNull(52),
  };
}

/** Reads the n-th field, counted as proc(5) does, of a line whose third begins at `start`. Null past the end. */
function columns(bytes: Buffer, start: number): (number: number) => Integer | null {
  const ends: number[] = [start - 1];
  for (let at = start; at < bytes.length; at++) {
    if (bytes[at] === space || bytes[at] === newline) ends.push(at);
  }
  if (bytes[bytes.length - 1] !== newline) ends.push(bytes.length);
  return (number) => {
    const end = ends[number - 2];
    return end === undefined ? null : wholeNumber(bytes, (ends[number - 3] ?? 0) + 1, end);
  };
}
