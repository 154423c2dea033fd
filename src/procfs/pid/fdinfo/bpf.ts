import { bigDecimal, decimal, type Integer, optional, text, zeroOrOne } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { fieldsOf } from './lines.ts';

/** A map of BPF programs, bpf(2), as fdinfo has it. Null is what older kernels do not print. */
export interface BpfMap {
  type: number;
  keySize: number;
  valueSize: number;
  maxEntries: number;
  memlock: Integer | null;
  id: number | null;
  frozen: boolean | null;
}

export function parseBpfMap(lines: readonly FdinfoLine[]): BpfMap {
  const fields = fieldsOf(lines);
  return {
    type: decimal(fields, 'map_type'),
    keySize: decimal(fields, 'key_size'),
    valueSize: decimal(fields, 'value_size'),
    maxEntries: decimal(fields, 'max_entries'),
    memlock: optional(fields, 'memlock', bigDecimal),
    id: optional(fields, 'map_id', decimal),
    frozen: optional(fields, 'frozen', zeroOrOne),
  };
}

export interface BpfProgram {
  type: number;
  jited: boolean;
  /** Hash of its instructions, in hexadecimal. */
  tag: string;
  memlock: Integer | null;
  id: number | null;
  /** The kernel counts this and the next if sysctl kernel.bpf_stats_enabled says so. */
  runTimeNs: Integer | null;
  runCount: Integer | null;
  recursionMisses: Integer | null;
  verifiedInsns: number | null;
}

export function parseBpfProgram(lines: readonly FdinfoLine[]): BpfProgram {
  const fields = fieldsOf(lines);
  return {
    type: decimal(fields, 'prog_type'),
    jited: zeroOrOne(fields, 'prog_jited'),
    tag: text(fields, 'prog_tag'),
    memlock: optional(fields, 'memlock', bigDecimal),
    id: optional(fields, 'prog_id', decimal),
    runTimeNs: optional(fields, 'run_time_ns', bigDecimal),
    runCount: optional(fields, 'run_cnt', bigDecimal),
    recursionMisses: optional(fields, 'recursion_misses', bigDecimal),
    verifiedInsns: optional(fields, 'verified_insns', decimal),
  };
}

/** What keeps a program attached. */
export interface BpfLink {
  /** In the words of the kernel: `tracing`, `xdp`, `kprobe_multi`. */
  type: string;
  id: number;
  /** Of the program: null if it has none, as a link of a struct_ops map. */
  programTag: string | null;
  programId: number | null;
}

export function parseBpfLink(lines: readonly FdinfoLine[]): BpfLink {
  const fields = fieldsOf(lines);
  return {
    type: text(fields, 'link_type'),
    id: decimal(fields, 'link_id'),
    programTag: optional(fields, 'prog_tag', text),
    programId: optional(fields, 'prog_id', decimal),
  };
}

/** The id of what describes the types of programs and maps, BTF. */
export function parseBtf(lines: readonly FdinfoLine[]): number {
  return decimal(fieldsOf(lines), 'btf_id');
}
