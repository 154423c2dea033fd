/** The numbers of the bits that are set in a mask of 64, lowest first. */
export function setBits(mask: bigint): number[] {
  const bits: number[] = [];
  const halves = [Number(mask & 0xffff_ffffn), Number(mask >> 32n)];
  for (const [index, half] of halves.entries()) {
    for (let bit = 0; bit < 32; bit++) if ((half & (1 << bit)) !== 0) bits.push(32 * index + bit);
  }
  return bits;
}
