import { type Integer, integer, keyValues, optional } from '../text.ts';

/** What the processor was used for: /proc/[pid]/arch_status, Documentation/filesystems/proc.rst. */
export interface ArchStatus {
  /** Milliseconds since it last had AVX-512 registers in use; -1 is never. Null where the processor has none. */
  avx512ElapsedMs: Integer | null;
}

export function parseArchStatus(bytes: Buffer): ArchStatus {
  const fields = keyValues(bytes);
  return {
    avx512ElapsedMs: optional(fields, 'AVX512_elapsed_ms', (fields, key) => integer(fields.get(key) ?? '', key)),
  };
}
