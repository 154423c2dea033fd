import type { Names } from './flags.ts';

/** What a fanotify mark reports, fanotify_mark(2). */
export const fanotifyEvents: Names = {
  FAN_ACCESS: { value: 0x1, description: 'It was read: 0x1.' },
  FAN_MODIFY: { value: 0x2, description: 'It was written or truncated: 0x2.' },
  FAN_ATTRIB: { value: 0x4, description: 'Its mode, owner, times, links or attributes changed: 0x4.' },
  FAN_CLOSE_WRITE: { value: 0x8, description: 'It was closed after it was open for writing: 0x8.' },
  FAN_CLOSE_NOWRITE: { value: 0x10, description: 'It was closed after it was open for reading only: 0x10.' },
  FAN_OPEN: { value: 0x20, description: 'It was opened: 0x20.' },
  FAN_MOVED_FROM: { value: 0x40, description: 'An entry was moved out of a directory, or renamed: 0x40.' },
  FAN_MOVED_TO: { value: 0x80, description: 'An entry was moved into a directory, or renamed: 0x80.' },
  FAN_CREATE: { value: 0x100, description: 'An entry was made in a directory: 0x100.' },
  FAN_DELETE: { value: 0x200, description: 'An entry was deleted from a directory: 0x200.' },
  FAN_DELETE_SELF: { value: 0x400, description: 'It was deleted itself: 0x400.' },
  FAN_MOVE_SELF: { value: 0x800, description: 'It was moved itself: 0x800.' },
  FAN_OPEN_EXEC: { value: 0x1000, description: 'It was opened to be executed: 0x1000.' },
  FAN_Q_OVERFLOW: { value: 0x4000, description: 'Events were lost: 0x4000.' },
  FAN_FS_ERROR: { value: 0x8000, description: 'The file system found an error in itself: 0x8000.' },
  FAN_OPEN_PERM: { value: 0x1_0000, description: 'May it be opened? 0x10000.' },
  FAN_ACCESS_PERM: { value: 0x2_0000, description: 'May it be read? 0x20000.' },
  FAN_OPEN_EXEC_PERM: { value: 0x4_0000, description: 'May it be opened to be executed? 0x40000.' },
  FAN_PRE_ACCESS: {
    value: 0x10_0000,
    description: 'Before its contents are needed, that they may be filled: 0x100000.',
  },
  FAN_MNT_ATTACH: { value: 0x100_0000, description: 'Something was mounted: 0x1000000.' },
  FAN_MNT_DETACH: { value: 0x200_0000, description: 'Something was unmounted: 0x2000000.' },
  FAN_EVENT_ON_CHILD: { value: 0x800_0000, description: 'Of the entries of a directory too: 0x8000000.' },
  FAN_RENAME: { value: 0x1000_0000, description: 'An entry was renamed: old and new name in one: 0x10000000.' },
  FAN_ONDIR: { value: 0x4000_0000, description: 'Of directories too: 0x40000000.' },
};

/** How a group was made, fanotify_init(2). */
export const fanotifyFlags: Names = {
  FAN_CLOEXEC: { value: 0x1, description: 'Closed by execve(2): 0x1.' },
  FAN_NONBLOCK: { value: 0x2, description: 'Reading does not wait: 0x2.' },
  FAN_CLASS_CONTENT: { value: 0x4, description: 'Is asked for permission, contents being final: 0x4.' },
  FAN_CLASS_PRE_CONTENT: { value: 0x8, description: 'Is asked for permission before contents are final: 0x8.' },
  FAN_UNLIMITED_QUEUE: { value: 0x10, description: 'No limit on events that wait to be read: 0x10.' },
  FAN_UNLIMITED_MARKS: { value: 0x20, description: 'No limit on marks: 0x20.' },
  FAN_ENABLE_AUDIT: { value: 0x40, description: 'Its decisions go to the audit log: 0x40.' },
  FAN_REPORT_PIDFD: { value: 0x80, description: 'Events have a pidfd of who caused them: 0x80.' },
  FAN_REPORT_TID: { value: 0x100, description: 'Events have a thread’s id, not a process’s: 0x100.' },
  FAN_REPORT_FID: { value: 0x200, description: 'Events have a file handle, not a descriptor: 0x200.' },
  FAN_REPORT_DIR_FID: { value: 0x400, description: 'Events have the file handle of the directory: 0x400.' },
  FAN_REPORT_NAME: { value: 0x800, description: 'Events have the name in the directory: 0x800.' },
  FAN_REPORT_TARGET_FID: { value: 0x1000, description: 'Events in directories have the entry’s file handle: 0x1000.' },
  FAN_REPORT_FD_ERROR: { value: 0x2000, description: 'Events say why they have no descriptor: 0x2000.' },
  FAN_REPORT_MNT: { value: 0x4000, description: 'Events have the id of a mount: 0x4000.' },
};

/** What stays with a mark, fanotify_mark(2). */
export const fanotifyMarkFlags: Names = {
  FAN_MARK_IGNORED_SURV_MODIFY: { value: 0x40, description: 'What is ignored stays so when it is written: 0x40.' },
  FAN_MARK_EVICTABLE: { value: 0x200, description: 'Goes away when the inode leaves memory: 0x200.' },
  FAN_MARK_IGNORE: { value: 0x400, description: 'What is ignored counts the flags among the events: 0x400.' },
};
