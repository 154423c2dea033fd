/** Positions of symbols, ascending. Plain loops: the methods and iterators of typed arrays take three to ten times as long. */
export type Positions = Uint32Array<ArrayBuffer>;

export function allPositions(count: number): Positions {
  const all = new Uint32Array(count);
  for (let position = 0; position < count; position++) all[position] = position;
  return all;
}

export function only(positions: Positions, wanted: (position: number) => boolean): Positions {
  const kept = new Uint32Array(positions.length);
  let length = 0;
  for (let at = 0; at < positions.length; at++) {
    const position = positions[at] ?? 0;
    if (wanted(position)) kept[length++] = position;
  }
  return kept.subarray(0, length);
}

export function inBoth(some: Positions, others: Positions): Positions {
  let at = 0;
  return only(some, (position) => {
    while ((others[at] ?? position) < position) at++;
    return others[at] === position;
  });
}

/** The first of `count` indexes for which it holds, if it holds for all behind that too; `count` if for none. */
export function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
