import { malformed } from '../error.ts';
import { keyValues } from '../text.ts';

/** Its groups in resctrl: /proc/[pid]/cpu_resctrl_groups, Documentation/filesystems/resctrl.rst. */
export interface ResctrlGroups {
  /** `/` is the default one. Empty while resctrl is not mounted. */
  resource: string;
  /** Within that. Empty if it is in none. */
  monitoring: string;
}

export function parseResctrlGroups(bytes: Buffer): ResctrlGroups {
  const fields = keyValues(bytes);
  const resource = fields.get('res');
  const monitoring = fields.get('mon');
  if (resource === undefined || monitoring === undefined) throw malformed(`"${bytes}" does not name both groups`);
  return { resource, monitoring };
}
