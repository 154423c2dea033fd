import { closable, isClosable } from '../model/closable.ts';
import type { Privacy } from '../model/privacy.ts';
import { CommandError } from './command-error.ts';

/** What clients are not shown, as parseArgs has it. */
export const privacyOptions = {
  deny: { type: 'string', multiple: true },
  'show-secrets': { type: 'boolean' },
} as const;

interface Values {
  deny?: string[] | undefined;
  'show-secrets'?: boolean | undefined;
}

export function privacy({ deny = [], 'show-secrets': showSecrets = false }: Values): Privacy {
  const names = deny.flatMap((list) => list.split(',')).map((name) => name.trim());
  const unknown = names.find((name) => !isClosable(name));
  if (unknown !== undefined) {
    throw new CommandError(2, `--deny knows no "${unknown}": there are ${closable.join(', ')}`);
  }
  return { deny: [...new Set(names.filter(isClosable))], showSecrets };
}
