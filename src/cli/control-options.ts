import { sysctlPattern } from '../model/sysctl.ts';
import { CommandError } from './command-error.ts';

export const controlOptions = {
  'allow-control': { type: 'boolean' },
  'allow-sysctl': { type: 'string' },
} as const;

/** What a server may do beyond reading. */
export interface ControlFlags {
  /** Paths below /proc/sys; one that ends in a component `*` stands for all below. */
  sysctls: string[];
}

interface Values {
  'allow-control'?: boolean;
  'allow-sysctl'?: string;
}

/** Undefined for a server that only reads. Throws the CommandError. */
export function controlFlags({ 'allow-control': isAllowed, 'allow-sysctl': list }: Values): ControlFlags | undefined {
  if (list !== undefined && !isAllowed) throw new CommandError(2, '--allow-sysctl needs --allow-control too');
  return isAllowed ? { sysctls: list === undefined ? [] : list.split(',').map(pattern) } : undefined;
}

function pattern(text: string): string {
  const path = sysctlPattern(text);
  if (path !== null) return path;
  throw new CommandError(2, `--allow-sysctl must list names like vm.swappiness or vm.*, but has "${text}"`);
}
