/** A row's place in an order: the value of each key. The last one decides between equals. */
export type Place = readonly (number | string)[];

/** Negative if `a` comes first. */
export function comparePlaces(a: Place, b: Place, order: readonly { descending: boolean }[] = []): number {
  for (let at = 0; at < a.length; at++) {
    const x = a[at] ?? 0;
    const y = b[at] ?? 0;
    if (x !== y) return x < y !== (order[at]?.descending ?? false) ? -1 : 1;
  }
  return 0;
}

/** A place as a cursor: right in any list of this order, whoever has come or gone since. */
export function placeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place that a cursor stands for; null if it is none whose keys are of these types. */
export function parsePlace(cursor: string, types: readonly ('number' | 'string')[]): Place | null {
  const place = parseJson(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(place) || place.length !== types.length) return null;
  return place.every((value, at) => typeof value === types[at]) ? place : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
