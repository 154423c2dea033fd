import type { Names } from './flags.ts';

/** Per-process flags, include/linux/sched.h: those that have had the same bit in every kernel since Linux 4.10. */
export const processFlags = {
  PF_IDLE: { value: 0x2, description: 'Runs when a CPU has nothing else to do: 0x2.' },
  PF_EXITING: { value: 0x4, description: 'Is ending: 0x4.' },
  PF_WQ_WORKER: { value: 0x20, description: 'A kernel thread that works off a queue: 0x20.' },
  PF_FORKNOEXEC: { value: 0x40, description: 'Forked, and runs the program of its parent still: 0x40.' },
  PF_MCE_PROCESS: { value: 0x80, description: 'Has chosen what a memory error does to it: 0x80.' },
  PF_SUPERPRIV: { value: 0x100, description: 'Has used a privilege: 0x100.' },
  PF_DUMPCORE: { value: 0x200, description: 'Dumped core: 0x200.' },
  PF_SIGNALED: { value: 0x400, description: 'Was killed by a signal: 0x400.' },
  PF_MEMALLOC: { value: 0x800, description: 'Allocates memory in order to free memory: 0x800.' },
  PF_NPROC_EXCEEDED: { value: 0x1000, description: 'Its new user has more processes than the limit: 0x1000.' },
  PF_USED_MATH: { value: 0x2000, description: 'Its floating-point state is initialised: 0x2000.' },
  PF_NOFREEZE: { value: 0x8000, description: 'Not to be frozen when the system is suspended: 0x8000.' },
  PF_KTHREAD: { value: 0x20_0000, description: 'A kernel thread: 0x200000.' },
  PF_RANDOMIZE: { value: 0x40_0000, description: 'Its address space is laid out at random: 0x400000.' },
  PF_NO_SETAFFINITY: { value: 0x400_0000, description: 'Users may not choose its CPUs: 0x4000000.' },
  PF_MCE_EARLY: { value: 0x800_0000, description: 'Has chosen to be killed early by a memory error: 0x8000000.' },
  PF_SUSPEND_TASK: { value: 0x8000_0000, description: 'Suspends the system: 0x80000000.' },
} as const satisfies Names;
