import { malformed } from '../../error.ts';
import { type Fields, hexadecimal } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';

/** Major and minor number of the device that holds a file system. */
export interface Device {
  major: number;
  minor: number;
}

/** The lines by their keys. Of a repeated key the first counts. */
export function fieldsOf(lines: readonly FdinfoLine[]): Fields {
  const fields = new Map<string, string>();
  for (const { key, value } of lines) if (!fields.has(key)) fields.set(key, value);
  return fields;
}

/** The values of a key that repeats, in order. */
export function valuesOf(lines: readonly FdinfoLine[], key: string): string[] {
  return lines.filter((line) => line.key === key).map(({ value }) => value);
}

/** What stands in one line as `ino:9e7e` or `events: 19`, with spaces between. */
export function pairs(value: string): Fields {
  const found = value.matchAll(/(?<![\w-])([\w-]+): *(\S+)/g);
  return new Map(Array.from(found, ([, key = '', value = '']) => [key, value]));
}

/** A device as the kernel packs it for itself: twenty bits are the minor number. */
export function device(fields: Fields, key: string): Device {
  const packed = hexadecimal(fields, key);
  if (packed > 0xffff_ffff) throw malformed(`"${key}" is "${fields.get(key)}", not a device`);
  return { major: packed >>> 20, minor: packed & 0xf_ffff };
}
