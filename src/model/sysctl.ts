/** A setting of the kernel, by its path below /proc/sys. */
export interface Sysctl {
  path: string;
}

/**
 * The path below /proc/sys that a name stands for, as sysctl(8) reads names: whichever of dot and slash comes first
 * separates, and the other stands for the one that separates. Null if it is no name.
 */
export function sysctlPath(name: string): string | null {
  const isDotted = /[./]/.exec(name)?.[0] === '.';
  const path = isDotted ? name.replace(/[./]/g, (sign) => (sign === '.' ? '/' : '.')) : name;
  const isPlain = path.split('/').every((part) => /^[\w@:.,+-]+$/.test(part) && part !== '.' && part !== '..');
  return isPlain && path.length <= 255 ? path : null;
}

/** Names of which those that end in a component `*` stand for all below. As paths; null if it is none of these. */
export function sysctlPattern(pattern: string): string | null {
  const [, parent, separator] = /^(.+)([./])\*$/.exec(pattern) ?? [];
  if (parent === undefined) return sysctlPath(pattern);
  const path = sysctlPath(`${parent}${separator}x`);
  return path?.replace(/x$/, '*') ?? null;
}

export function isListed(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
  );
}
