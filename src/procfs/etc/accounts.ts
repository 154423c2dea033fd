/**
 * Names by id: /etc/passwd, passwd(5), and /etc/group, group(5), which both begin `name:password:id`.
 * Of several names for one id the first counts. Lines of another form are skipped, as getpwent(3) does.
 */
export function parseAccounts(bytes: Buffer): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const line of bytes.toString().split('\n')) {
    const [name, , id] = line.split(':');
    if (!name || id === undefined || !/^\d{1,10}$/.test(id) || names.has(Number(id))) continue;
    names.set(Number(id), name);
  }
  return names;
}
