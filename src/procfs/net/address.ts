/** In which order the machine lays down the bytes of a word: the kernel prints addresses as if they were words. */
export type ByteOrder = 'LE' | 'BE';

/** The text of an address that the kernel prints as one word of 8 hexadecimal digits, or as four. */
export function address(digits: string, order: ByteOrder): string {
  const octets = (digits.match(/.{8}/g) ?? []).flatMap((word) => octetsOf(Number.parseInt(word, 16), order));
  return octets.length === 4 ? octets.join('.') : inet6(octets);
}

const mapped = '::ffff:';

/** An IPv4 address that stands among IPv6 ones, as `::ffff:127.0.0.1`, without that; any other as it is. */
export function unmapped(text: string): string {
  return text.startsWith(mapped) && text.includes('.') ? text.slice(mapped.length) : text;
}

/** A connection to it never leads out of its network namespace. */
export function isLoopback(address: string): boolean {
  return address === '::1' || unmapped(address).startsWith('127.');
}

function octetsOf(word: number, order: ByteOrder): number[] {
  const octets = [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff];
  return order === 'BE' ? octets : octets.reverse();
}

/** As RFC 5952 has it: the longest run of zeros, the first of several, is left out. */
function inet6(octets: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, at) => ((octets[2 * at] ?? 0) << 8) | (octets[2 * at + 1] ?? 0));
  const text = groups.map((group) => group.toString(16)).join(':');
  if (text.startsWith('0:0:0:0:0:ffff:')) return `${mapped}${octets.slice(12).join('.')}`;
  const runs = text.match(/\b0(:0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest === '' ? text : text.replace(new RegExp(`(^|:)${longest}(:|$)`), '::');
}
