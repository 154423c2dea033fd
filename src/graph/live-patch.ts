import { builder } from '../builder.ts';
import type { PatchState } from '../procfs/pid/patch_state.ts';
import { TaskRef } from './task.ts';

const LivePatchState = builder.enumType('LivePatchState', {
  description:
    'How far a live patch of the kernel has come with a process or thread, see patch_state of the livepatch manual.',
  values: {
    IDLE: { value: -1, description: 'No patch is on its way: -1.' },
    UNPATCHED: { value: 0, description: 'It runs the code before: 0.' },
    PATCHED: { value: 1, description: 'It runs the new code: 1.' },
  } as const satisfies Record<string, { value: PatchState; description: string }>,
});

builder.interfaceField(TaskRef, 'livePatchState', (t) =>
  t.field({
    type: LivePatchState,
    from: ['patch_state'],
    nullable: true,
    description:
      'How far a live patch has come with it. Only of kernels with LIVEPATCH, for its owner. Source: patch_state.',
    resolve: (task) => task.record('patch_state'),
  }),
);
