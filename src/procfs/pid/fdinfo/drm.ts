import { malformed } from '../../error.ts';
import { bigDecimal, decimal, type Fields, type Integer, integer, optional, text } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { fieldsOf } from './lines.ts';

/** What a graphics card does for whoever opened it: the `drm-` lines of fdinfo, Documentation/gpu/drm-usage-stats.rst. */
export interface DrmClient {
  driver: string;
  /** Where the card sits on the PCI bus. */
  pdev: string | null;
  /** Descriptors with the same one, on the same card, print the same figures. */
  clientId: Integer | null;
  clientName: string | null;
  engines: DrmEngine[];
  regions: DrmRegion[];
}

/** A part of the card that works by itself. Null is what its driver does not print. */
export interface DrmEngine {
  name: string;
  busyNs: Integer | null;
  /** How many such parts are counted together: 1 unless it is printed. */
  capacity: number;
  cycles: Integer | null;
  totalCycles: Integer | null;
  maxFrequencyHz: Integer | null;
}

/** A kind of memory, and how many bytes of it the client has. Null is what the driver does not print. */
export interface DrmRegion {
  name: string;
  total: Integer | null;
  shared: Integer | null;
  /** `drm-memory-` in older drivers. */
  resident: Integer | null;
  purgeable: Integer | null;
  active: Integer | null;
}

/** Null if it is no graphics card. */
export function parseDrm(lines: readonly FdinfoLine[]): DrmClient | null {
  const fields = fieldsOf(lines);
  if (!fields.has('drm-driver')) return null;
  return {
    driver: text(fields, 'drm-driver'),
    pdev: optional(fields, 'drm-pdev', text),
    clientId: optional(fields, 'drm-client-id', bigDecimal),
    clientName: optional(fields, 'drm-client-name', text),
    engines: names(fields, engineKey).map((name) => engine(fields, name)),
    regions: names(fields, regionKey).map((name) => region(fields, name)),
  };
}

const engineKey = /^drm-(?:engine-(?!capacity-)|cycles-)(.+)$/;
const regionKey = /^drm-(?:total-(?!cycles-)|shared-|resident-|memory-|purgeable-|active-)(.+)$/;

function names(fields: Fields, pattern: RegExp): string[] {
  const found = Array.from(fields.keys(), (key) => pattern.exec(key)?.[1] ?? '');
  return [...new Set(found.filter(Boolean))];
}

function engine(fields: Fields, name: string): DrmEngine {
  return {
    name,
    busyNs: optional(fields, `drm-engine-${name}`, nanoseconds),
    capacity: optional(fields, `drm-engine-capacity-${name}`, decimal) ?? 1,
    cycles: optional(fields, `drm-cycles-${name}`, bigDecimal),
    totalCycles: optional(fields, `drm-total-cycles-${name}`, bigDecimal),
    maxFrequencyHz: optional(fields, `drm-maxfreq-${name}`, hertz),
  };
}

function region(fields: Fields, name: string): DrmRegion {
  return {
    name,
    total: optional(fields, `drm-total-${name}`, bytes),
    shared: optional(fields, `drm-shared-${name}`, bytes),
    resident: optional(fields, `drm-resident-${name}`, bytes) ?? optional(fields, `drm-memory-${name}`, bytes),
    purgeable: optional(fields, `drm-purgeable-${name}`, bytes),
    active: optional(fields, `drm-active-${name}`, bytes),
  };
}

const nanoseconds = quantity({ ns: 1 });
const hertz = quantity({ '': 1, Hz: 1, KHz: 1e3, MHz: 1e6 });
const bytes = quantity({ '': 1, KiB: 1024, MiB: 1024 ** 2 });

/** A reader of numbers that may have a unit. */
function quantity(units: Readonly<Record<string, number>>): (fields: Fields, key: string) => Integer {
  return (fields, key) => {
    const value = text(fields, key);
    const [, digits = '', unit = ''] = /^(\d+) ?(\w*)$/.exec(value) ?? [];
    const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (factor === undefined || digits === '') {
      throw malformed(`"${key}" is "${value}", not a number of ${Object.keys(units).filter(Boolean).join(', ')}`);
    }
    const number = integer(digits, key);
    const product = Number(number) * factor;
    return Number.isSafeInteger(product) ? product : BigInt(number) * BigInt(factor);
  };
}
