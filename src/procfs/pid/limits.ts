import { malformed } from '../error.ts';
import { type Integer, integer } from '../text.ts';

/** One resource limit: a line of /proc/[pid]/limits, proc_pid_limits(5). A null limit is unlimited. */
export interface Limit {
  /** As printed, `Max open files`. */
  name: string;
  soft: Integer | null;
  hard: Integer | null;
  /** `bytes`, `us`; null for the two priorities. */
  unit: string | null;
}

/** The columns start where their headings do: a name has spaces, and a number of 20 digits fills its column. */
export function parseLimits(bytes: Buffer): Limit[] {
  const [heading = '', ...rows] = bytes.toString('latin1').split('\n');
  const soft = heading.indexOf('Soft Limit');
  const hard = heading.indexOf('Hard Limit');
  const unit = heading.indexOf('Units');
  if (soft < 0 || hard < soft || unit < hard) throw malformed(`it begins with "${heading}", not with headings`);
  return rows
    .filter((row) => row !== '')
    .map((row) => {
      const name = row.slice(0, soft).trim();
      return {
        name,
        soft: limit(row.slice(soft, hard).trim(), name),
        hard: limit(row.slice(hard, unit).trim(), name),
        unit: row.slice(unit).trim() || null,
      };
    });
}

function limit(value: string, name: string): Integer | null {
  return value === 'unlimited' ? null : integer(value, name);
}
