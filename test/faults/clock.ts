/** Preloaded into a server: its wall clock is stepped by as many milliseconds as it is told to, and it says when done. */
const now = Date.now;
let stepMs = 0;

class SteppedDate extends Date {
  constructor(...args: [] | [value: number | string | Date]) {
    if (args.length === 0) super(SteppedDate.now());
    else super(...args);
  }

  static override now(): number {
    return now() + stepMs;
  }
}
globalThis.Date = SteppedDate as DateConstructor; // nothing calls it as a function, nor with more arguments

process.on('message', (message: string) => {
  const [, step] = /^step (-?\d+)$/.exec(message) ?? [];
  if (step === undefined) return;
  stepMs += Number(step);
  process.send?.('stepped');
});
process.channel?.unref();
