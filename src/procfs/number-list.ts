import { malformed } from './error.ts';

/** More CPUs than any kernel has. */
const most = 65_536;

/** Numbers of CPUs or memory nodes, as the kernel lists them: `0-3,8`. Ascending, and perhaps none. */
export function numberList(text: string): number[] {
  const numbers: number[] = [];
  for (const range of text === '' ? [] : text.split(',')) {
    const [, first = '', last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range) ?? [];
    const isAscending = Number(first) > (numbers.at(-1) ?? -1) && Number(last) >= Number(first);
    if (first === '' || !isAscending || Number(last) >= most) throw malformed(`"${text}" is no list of ranges`);
    for (let number = Number(first); number <= Number(last); number++) numbers.push(number);
  }
  return numbers;
}
