/** A bit, or a number with a name, of the kernel: what it is, and what it says. */
interface Named {
  value: number;
  description: string;
}

export type Names = Readonly<Record<string, Named>>;

/** The bits of a mask of 32 that have a name. */
export function flagsIn(mask: number, names: Names): number[] {
  const bits = Object.values(names).map(({ value }) => value);
  return bits.filter((bit) => (mask & bit) !== 0);
}

/** The number, if it has a name. */
export function namedOf(number: number, names: Names): number | null {
  return Object.values(names).some(({ value }) => value === number) ? number : null;
}
