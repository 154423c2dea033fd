import type { Names } from './flags.ts';

/** What an inotify watch reports, and how, inotify(7). */
export const inotifyEvents: Names = {
  IN_ACCESS: { value: 0x1, description: 'It was read: 0x1.' },
  IN_MODIFY: { value: 0x2, description: 'It was written or truncated: 0x2.' },
  IN_ATTRIB: { value: 0x4, description: 'Its mode, owner, times, links or attributes changed: 0x4.' },
  IN_CLOSE_WRITE: { value: 0x8, description: 'It was closed after it was open for writing: 0x8.' },
  IN_CLOSE_NOWRITE: { value: 0x10, description: 'It was closed after it was open for reading only: 0x10.' },
  IN_OPEN: { value: 0x20, description: 'It was opened: 0x20.' },
  IN_MOVED_FROM: { value: 0x40, description: 'An entry was moved out of the directory, or renamed: 0x40.' },
  IN_MOVED_TO: { value: 0x80, description: 'An entry was moved into the directory, or renamed: 0x80.' },
  IN_CREATE: { value: 0x100, description: 'An entry was made in the directory: 0x100.' },
  IN_DELETE: { value: 0x200, description: 'An entry was deleted from the directory: 0x200.' },
  IN_DELETE_SELF: { value: 0x400, description: 'It was deleted itself: 0x400.' },
  IN_MOVE_SELF: { value: 0x800, description: 'It was moved itself: 0x800.' },
  IN_UNMOUNT: { value: 0x2000, description: 'Its file system was unmounted: always reported: 0x2000.' },
  IN_Q_OVERFLOW: { value: 0x4000, description: 'Events were lost: always reported: 0x4000.' },
  IN_IGNORED: { value: 0x8000, description: 'The watch is gone: always reported: 0x8000.' },
  IN_EXCL_UNLINK: { value: 0x400_0000, description: 'Nothing of entries that were deleted: 0x4000000.' },
  IN_ONESHOT: { value: 0x8000_0000, description: 'Report one event, then end: 0x80000000.' },
};
