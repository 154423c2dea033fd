import type { Names } from './flags.ts';

/** How a timer was set, timerfd_settime(2). */
export const timerFlags: Names = {
  TFD_TIMER_ABSTIME: { value: 0x1, description: 'To a moment of its clock, not to a time from then on: 0x1.' },
  TFD_TIMER_CANCEL_ON_SET: { value: 0x2, description: 'To end in an error when somebody sets the clock: 0x2.' },
};
