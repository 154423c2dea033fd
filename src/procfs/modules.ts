/**
 * /proc/modules, proc_modules(5): `name size references users state address`, a line a module. What identifies the list of
 * loaded modules: all of it but `references` and `users`, which change while the modules stay what they are.
 */
export function loadedModules(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/^(\S+ \d+) \S+ \S+/gm, '$1');
}
