/** Magic numbers of statfs(2), from include/uapi/linux/magic.h and the file systems' own sources. */
export const procMagic = 0x9fa0n;

/** Hold ordinary files without a block device: in memory, over other file systems, or with devices of their own. */
const local = new Set([
  0x01021994n, // tmpfs, devtmpfs, memfd
  0x858458f6n, // ramfs
  0x958458f6n, // hugetlbfs
  0x794c7630n, // overlay
  0x9123683en, // btrfs
  0xca451a4en, // bcachefs
  0x2fc12fc1n, // zfs
  0x24051905n, // ubifs
  0x72b6n, // jffs2
  0xe0f5e1e2n, // erofs
  0xf15fn, // ecryptfs
  0x61756673n, // aufs
  0x5dca2df5n, // sdcardfs
  0x53464846n, // of WSL 1
]);

/** The kernel does not see what other machines, or a daemon behind it, write to them. */
const remote = new Set([
  0x6969n, // nfs
  0x517bn, // smb
  0xfe534d42n, // smb2
  0xff534d42n, // cifs
  0x65735546n, // fuse, virtiofs
  0x01021997n, // 9p
  0x00c36400n, // ceph
  0x5346414fn, // afs
  0x6b414653n, // kafs
  0x73757245n, // coda
  0x0bd00bd0n, // lustre
  0x47504653n, // gpfs
  0x20030528n, // orangefs
  0x01161970n, // gfs2
  0x7461636fn, // ocfs2
  0x786f4256n, // vboxsf
  0xbacbacbcn, // vmhgfs
]);

/** inotify(7) tells of all that is written. */
export function isWatched(fileSystem: bigint): boolean {
  return !remote.has(fileSystem);
}

/** Its files are data at rest, not what the kernel makes up when read. A device with a major number is a block device. */
export function holdsFiles(fileSystem: bigint, device: bigint): boolean {
  const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & ~0xfffn);
  return major !== 0n || local.has(fileSystem) || remote.has(fileSystem);
}
