import { malformed } from '../error.ts';
import { KeyLines, Keys } from '../key-lines.ts';
import { lineStarts, Records } from '../records.ts';
import { type Integer, keyValues, small } from '../text.ts';
import { type Area, parseArea } from './maps.ts';

/**
 * What a range of addresses uses: lines of /proc/[pid]/smaps or smaps_rollup, proc_pid_smaps(5). Sizes in bytes. Null
 * is a line that is not there: older kernels have fewer, and each of the two files has some of its own.
 */
export interface Usage {
  /** smaps only. */
  kernelPageSize: Integer | null;
  /** smaps only. */
  mmuPageSize: Integer | null;
  rss: Integer;
  pss: Integer | null;
  pssDirty: Integer | null;
  /** smaps_rollup only, as the two that follow. */
  pssAnon: Integer | null;
  pssFile: Integer | null;
  pssShmem: Integer | null;
  sharedClean: Integer | null;
  sharedDirty: Integer | null;
  privateClean: Integer | null;
  privateDirty: Integer | null;
  referenced: Integer | null;
  anonymous: Integer | null;
  ksm: Integer | null;
  lazyFree: Integer | null;
  anonHugePages: Integer | null;
  shmemPmdMapped: Integer | null;
  filePmdMapped: Integer | null;
  sharedHugetlb: Integer | null;
  privateHugetlb: Integer | null;
  swap: Integer | null;
  swapPss: Integer | null;
  locked: Integer | null;
  /** smaps only. */
  thpEligible: boolean | null;
  /** smaps only, where the CPU has such keys. */
  protectionKey: number | null;
  /** smaps only: two letters each. */
  vmFlags: string[] | null;
  /** The lines of later kernels, as printed. */
  others: ReadonlyMap<string, string>;
}

/** For each range its line, as in maps, and its figures. */
export interface Smaps {
  areas: Records<Area>;
  usages: Records<Usage>;
}

// biome-ignore format: the order of the kernel, a group a line
const keys = new Keys(
  'Size', 'KernelPageSize', 'MMUPageSize',
  'Rss', 'Pss', 'Pss_Dirty', 'Pss_Anon', 'Pss_File', 'Pss_Shmem',
  'Shared_Clean', 'Shared_Dirty', 'Private_Clean', 'Private_Dirty',
  'Referenced', 'Anonymous', 'KSM', 'LazyFree', 'AnonHugePages', 'ShmemPmdMapped', 'FilePmdMapped',
  'Shared_Hugetlb', 'Private_Hugetlb', 'Swap', 'SwapPss', 'Locked',
  'THPeligible', 'ProtectionKey', 'VmFlags',
);

const newline = 10;

/** In order of address. */
export function parseSmaps(bytes: Buffer): Smaps {
  const starts = lineStarts(bytes, isHexDigit);
  if (bytes.length > 0 && starts[0] !== 0) throw malformed(`"${firstLine(bytes)}" is not a mapping`);
  return {
    areas: new Records(bytes, starts, (entry) => parseArea(firstLine(entry))),
    usages: new Records(bytes, starts, (entry) => parseUsage(entry.subarray(firstLine(entry).length + 1))),
  };
}

/** The lines below that of the range. */
export function parseUsage(bytes: Buffer): Usage {
  const lines = new KeyLines(bytes, keys);
  const rss = lines.kilobytes('Rss');
  if (rss === null) throw malformed('no "Rss" line');
  return {
    kernelPageSize: lines.kilobytes('KernelPageSize'),
    mmuPageSize: lines.kilobytes('MMUPageSize'),
    rss,
    pss: lines.kilobytes('Pss'),
    pssDirty: lines.kilobytes('Pss_Dirty'),
    pssAnon: lines.kilobytes('Pss_Anon'),
    pssFile: lines.kilobytes('Pss_File'),
    pssShmem: lines.kilobytes('Pss_Shmem'),
    sharedClean: lines.kilobytes('Shared_Clean'),
    sharedDirty: lines.kilobytes('Shared_Dirty'),
    privateClean: lines.kilobytes('Private_Clean'),
    privateDirty: lines.kilobytes('Private_Dirty'),
    referenced: lines.kilobytes('Referenced'),
    anonymous: lines.kilobytes('Anonymous'),
    ksm: lines.kilobytes('KSM'),
    lazyFree: lines.kilobytes('LazyFree'),
    anonHugePages: lines.kilobytes('AnonHugePages'),
    shmemPmdMapped: lines.kilobytes('ShmemPmdMapped'),
    filePmdMapped: lines.kilobytes('FilePmdMapped'),
    sharedHugetlb: lines.kilobytes('Shared_Hugetlb'),
    privateHugetlb: lines.kilobytes('Private_Hugetlb'),
    swap: lines.kilobytes('Swap'),
    swapPss: lines.kilobytes('SwapPss'),
    locked: lines.kilobytes('Locked'),
    thpEligible: flag(lines.text('THPeligible')),
    protectionKey: paddedNumber(lines.text('ProtectionKey'), 'ProtectionKey'),
    vmFlags: lines.words('VmFlags'),
    others: new Map([...keyValues(bytes)].filter(([key]) => !isKey(key))),
  };
}

/** The line that an entry begins with, without its newline. */
export function firstLine(bytes: Buffer): Buffer {
  const end = bytes.indexOf(newline);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** A range begins with its address, in lower case; a key with a capital letter. */
function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66);
}

function paddedNumber(value: string | null, name: string): number | null {
  return value === null ? null : small(value.trimStart(), name);
}

/** 0 or 1. */
function flag(value: string | null): boolean | null {
  const number = paddedNumber(value, 'THPeligible');
  return number === null ? null : number !== 0;
}

function isKey(key: string): boolean {
  return (keys.places as ReadonlyMap<string, number>).has(key); // whether any string is one of them
}
