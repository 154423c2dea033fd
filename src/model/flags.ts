/** A bit, or a number with a name, of the kernel: what it is, and what it says. */
interface Named<V extends number = number> {
  value: V;
  description: string;
}

export type Names = Readonly<Record<string, Named>>;

/** The bits of a mask of 32 that have a name. */
export function flagsIn<V extends number>(mask: number, names: Readonly<Record<string, Named<V>>>): V[] {
  const bits = Object.values(names).map(({ value }) => value);
  return bits.filter((bit) => (mask & bit) !== 0);
}

/** The number, if it has a name. */
export function namedOf(number: number, names: Names): number | null {
  return Object.values(names).some(({ value }) => value === number) ? number : null;
}
