import { malformed } from '../error.ts';
import { KeyLines, Keys } from '../key-lines.ts';
import { type Integer, integer, small } from '../text.ts';

/** The four ids of a process, as the reader's user namespace maps them: 65534 is an id that it does not map. */
export interface Ids {
  real: number;
  effective: number;
  saved: number;
  fileSystem: number;
}

/**
 * Status of a process or thread: /proc/[pid]/status, proc_pid_status(5). Sizes in bytes. A line that the kernel does not
 * print is null: kernel threads and zombies have no memory, older kernels and emulations of Linux fewer lines.
 */
export interface Status {
  /** The name, as bytes, without the escapes of this file. */
  name: Buffer;
  umask: number | null;
  /** One letter. */
  state: string;
  tgid: number;
  ngid: number | null;
  /** Of a thread, its thread id. */
  pid: number;
  ppid: number;
  /** 0 is none, or one outside of the pid namespace. */
  tracerPid: number | null;
  uid: Ids | null;
  gid: Ids | null;
  fdSize: number | null;
  groups: number[] | null;
  /** The id in each pid namespace, from that of the mount inwards. So the three that follow. */
  nstgid: number[] | null;
  nspid: number[] | null;
  nspgid: number[] | null;
  nssid: number[] | null;
  kthread: boolean | null;
  vmPeak: Integer | null;
  vmSize: Integer | null;
  vmLck: Integer | null;
  vmPin: Integer | null;
  vmHwm: Integer | null;
  vmRss: Integer | null;
  rssAnon: Integer | null;
  rssFile: Integer | null;
  rssShmem: Integer | null;
  vmData: Integer | null;
  vmStk: Integer | null;
  vmExe: Integer | null;
  vmLib: Integer | null;
  vmPte: Integer | null;
  /** Linux 4.0 to 4.14. */
  vmPmd: Integer | null;
  vmSwap: Integer | null;
  hugetlbPages: Integer | null;
  coreDumping: boolean | null;
  thpEnabled: boolean | null;
  untagMask: bigint | null;
  threads: number;
  /** Signals queued for the real user, and how many may be; a null limit is unlimited. */
  sigQ: { queued: number; limit: Integer | null } | null;
  /** Masks: bit 0 is signal 1. */
  sigPnd: bigint | null;
  shdPnd: bigint | null;
  sigBlk: bigint | null;
  sigIgn: bigint | null;
  sigCgt: bigint | null;
  /** Masks: bit 0 is capability 0, CAP_CHOWN. */
  capInh: bigint | null;
  capPrm: bigint | null;
  capEff: bigint | null;
  capBnd: bigint | null;
  capAmb: bigint | null;
  noNewPrivs: boolean | null;
  /** 0 is off, 1 strict, 2 filtered. */
  seccomp: number | null;
  seccompFilters: number | null;
  speculationStoreBypass: string | null;
  speculationIndirectBranch: string | null;
  /** Words of 32 bits in hexadecimal, the highest first. */
  cpusAllowed: string | null;
  /** `0-3,8`. */
  cpusAllowedList: string | null;
  memsAllowed: string | null;
  memsAllowedList: string | null;
  voluntaryCtxtSwitches: Integer | null;
  nonvoluntaryCtxtSwitches: Integer | null;
  x86ThreadFeatures: string[] | null;
  x86ThreadFeaturesLocked: string[] | null;
}

// biome-ignore format: the order of the kernel, a group a line
const keys = new Keys(
  'Name', 'Umask', 'State', 'Tgid', 'Ngid', 'Pid', 'PPid', 'TracerPid', 'Uid', 'Gid', 'FDSize', 'Groups',
  'NStgid', 'NSpid', 'NSpgid', 'NSsid', 'Kthread',
  'VmPeak', 'VmSize', 'VmLck', 'VmPin', 'VmHWM', 'VmRSS', 'RssAnon', 'RssFile', 'RssShmem',
  'VmData', 'VmStk', 'VmExe', 'VmLib', 'VmPTE', 'VmPMD', 'VmSwap', 'HugetlbPages',
  'CoreDumping', 'THP_enabled', 'untag_mask', 'Threads',
  'SigQ', 'SigPnd', 'ShdPnd', 'SigBlk', 'SigIgn', 'SigCgt',
  'CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb',
  'NoNewPrivs', 'Seccomp', 'Seccomp_filters', 'Speculation_Store_Bypass', 'SpeculationIndirectBranch',
  'Cpus_allowed', 'Cpus_allowed_list', 'Mems_allowed', 'Mems_allowed_list',
  'voluntary_ctxt_switches', 'nonvoluntary_ctxt_switches', 'x86_Thread_features', 'x86_Thread_features_locked',
);

const unlimited = 2n ** 64n - 1n;

export function parseStatus(bytes: Buffer): Status {
  const lines = new KeyLines(bytes, keys);
  return {
    name: name(lines.bytes('Name')),
    umask: lines.octal('Umask'),
    state: state(lines.text('State')),
    tgid: lines.required('Tgid'),
    ngid: lines.number('Ngid'),
    pid: lines.required('Pid'),
    ppid: lines.required('PPid'),
    tracerPid: lines.number('TracerPid'),
    uid: ids(lines.numbers('Uid'), 'Uid'),
    gid: ids(lines.numbers('Gid'), 'Gid'),
    fdSize: lines.number('FDSize'),
    groups: lines.numbers('Groups'),
    nstgid: lines.numbers('NStgid'),
    nspid: lines.numbers('NSpid'),
    nspgid: lines.numbers('NSpgid'),
    nssid: lines.numbers('NSsid'),
    kthread: lines.boolean('Kthread'),
    vmPeak: lines.kilobytes('VmPeak'),
    vmSize: lines.kilobytes('VmSize'),
    vmLck: lines.kilobytes('VmLck'),
    vmPin: lines.kilobytes('VmPin'),
    vmHwm: lines.kilobytes('VmHWM'),
    vmRss: lines.kilobytes('VmRSS'),
    rssAnon: lines.kilobytes('RssAnon'),
    rssFile: lines.kilobytes('RssFile'),
    rssShmem: lines.kilobytes('RssShmem'),
    vmData: lines.kilobytes('VmData'),
    vmStk: lines.kilobytes('VmStk'),
    vmExe: lines.kilobytes('VmExe'),
    vmLib: lines.kilobytes('VmLib'),
    vmPte: lines.kilobytes('VmPTE'),
    vmPmd: lines.kilobytes('VmPMD'),
    vmSwap: lines.kilobytes('VmSwap'),
    hugetlbPages: lines.kilobytes('HugetlbPages'),
    coreDumping: lines.boolean('CoreDumping'),
    thpEnabled: lines.boolean('THP_enabled'),
    untagMask: lines.mask('untag_mask'),
    threads: lines.required('Threads'),
    sigQ: signalQueue(lines.text('SigQ')),
    sigPnd: lines.mask('SigPnd'),
    shdPnd: lines.mask('ShdPnd'),
    sigBlk: lines.mask('SigBlk'),
    sigIgn: lines.mask('SigIgn'),
    sigCgt: lines.mask('SigCgt'),
    capInh: lines.mask('CapInh'),
    capPrm: lines.mask('CapPrm'),
    capEff: lines.mask('CapEff'),
    capBnd: lines.mask('CapBnd'),
    capAmb: lines.mask('CapAmb'),
    noNewPrivs: lines.boolean('NoNewPrivs'),
    seccomp: lines.number('Seccomp'),
    seccompFilters: lines.number('Seccomp_filters'),
    speculationStoreBypass: lines.text('Speculation_Store_Bypass'),
    speculationIndirectBranch: lines.text('SpeculationIndirectBranch'),
    cpusAllowed: lines.text('Cpus_allowed'),
    cpusAllowedList: lines.text('Cpus_allowed_list'),
    memsAllowed: lines.text('Mems_allowed'),
    memsAllowedList: lines.text('Mems_allowed_list'),
    voluntaryCtxtSwitches: lines.integer('voluntary_ctxt_switches'),
    nonvoluntaryCtxtSwitches: lines.integer('nonvoluntary_ctxt_switches'),
    x86ThreadFeatures: lines.words('x86_Thread_features'),
    x86ThreadFeaturesLocked: lines.words('x86_Thread_features_locked'),
  };
}

/** Of all bytes, only the newline and the backslash are escaped. */
function name(value: Buffer | null): Buffer {
  if (value === null) throw malformed('no "Name" line');
  if (!value.includes('\\')) return value;
  const text = value.toString('latin1').replace(/\\([n\\])/g, (_, letter) => (letter === 'n' ? '\n' : '\\'));
  return Buffer.from(text, 'latin1');
}

function state(value: string | null): string {
  if (!value) throw malformed('no "State" line');
  return value.slice(0, 1);
}

function ids(numbers: number[] | null, key: string): Ids | null {
  if (numbers === null) return null;
  const [real, effective, saved, fileSystem] = numbers;
  if (real === undefined || effective === undefined || saved === undefined || fileSystem === undefined) {
    throw malformed(`"${key}" is "${numbers.join(' ')}", not four ids`);
  }
  return { real, effective, saved, fileSystem };
}

function signalQueue(value: string | null): Status['sigQ'] {
  if (value === null) return null;
  const [queued = '', limit = ''] = value.split('/');
  const most = integer(limit, 'SigQ');
  return { queued: small(queued, 'SigQ'), limit: most === unlimited ? null : most };
}
