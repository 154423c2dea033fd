import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ProcfsError } from '../../src/procfs/error.ts';
import { parseAccounts } from '../../src/procfs/etc/accounts.ts';
import { parseLoadavg } from '../../src/procfs/loadavg.ts';
import { parseMeminfo } from '../../src/procfs/meminfo.ts';
import { parseAuxv } from '../../src/procfs/pid/auxv.ts';
import { parseCgroup } from '../../src/procfs/pid/cgroup.ts';
import { parseCmdline } from '../../src/procfs/pid/cmdline.ts';
import { parseEnviron } from '../../src/procfs/pid/environ.ts';
import { parseTarget } from '../../src/procfs/pid/fd.ts';
import { parseFdinfo } from '../../src/procfs/pid/fdinfo.ts';
import { parseIo } from '../../src/procfs/pid/io.ts';
import { parseLimits } from '../../src/procfs/pid/limits.ts';
import { parseLink } from '../../src/procfs/pid/link.ts';
import { parseMountinfo } from '../../src/procfs/pid/mountinfo.ts';
import { parseNamespace } from '../../src/procfs/pid/ns.ts';
import { parseOomScore } from '../../src/procfs/pid/oom.ts';
import { parseStat, Stat } from '../../src/procfs/pid/stat.ts';
import { parseStatm } from '../../src/procfs/pid/statm.ts';
import { parseStatus } from '../../src/procfs/pid/status.ts';
import { parseSystemStat } from '../../src/procfs/stat.ts';
import { parseBootId, parseSysctl } from '../../src/procfs/sys.ts';
import { parseUptime } from '../../src/procfs/uptime.ts';

const parsers: [(bytes: Buffer) => unknown, string][] = [
  [parseAccounts, 'root:x:0:0:root:/root:/bin/bash\n'],
  [parseAuxv, '\x06\0\0\0\0\0\0\0\0\x10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'],
  [parseBootId, '0d1899ae-6e00-47a7-9255-aacbdedff347\n'],
  [parseCgroup, '2:cpu,cpuacct:/docker/35d4 (deleted)\n0::/user.slice\n'],
  [parseCmdline, 'sh\0-c\0\0'],
  [parseEnviron, 'A=1\0NOEQ\0=x\0'],
  [parseFdinfo, 'pos:\t0\nflags:\t02004002\nmnt_id:\t16\nino:\t1053\ninotify wd:c ino:9e7e\ntfd: 8\n'],
  [parseIo, 'rchar: 15\nwchar: 14\nsyscr: 2\nsyscw: 5\nread_bytes: 0\nwrite_bytes: 4\ncancelled_write_bytes: 8\n'],
  [parseLimits, 'Limit   Soft Limit  Hard Limit  Units\nMax cpu unlimited   20          seconds\n'],
  [parseLink, '/usr/bin/bash (deleted)'],
  [parseLoadavg, '0.02 0.12 0.08 1/88 4072\n'],
  [parseMeminfo, 'MemTotal:       24684084 kB\nHugePages_Total:       2\n'],
  [parseMountinfo, '36 35 98:0 /a\\040b /mnt rw,noatime shared:2 - ext4 /dev/vda rw,discard\n'],
  [parseNamespace, 'net:[4026531840]'],
  [parseOomScore, '666\n'],
  [(bytes) => everyField(parseStat(bytes)), `42 (bash) S 1 42 42 34816 4300 4194304 ${'1 '.repeat(43)}0\n`],
  [parseStatm, '1122 498 387 193 0 141 0\n'],
  [
    parseStatus,
    'Name:\ta\\nb\nState:\tS\nTgid:\t1\nPid:\t1\nPPid:\t0\nUid:\t0\t0\t0\t0\nVmRSS:\t 1 kB\nThreads:\t1\nSigQ:\t0/9\n',
  ],
  [parseSysctl, '1\n'],
  [parseSystemStat, 'cpu  1 2 3 4\ncpu0 1 2 3 4\nctxt 9\nbtime 5\n'],
  [parseTarget, 'anon_inode:[eventfd]'],
  [parseUptime, '2819.73 5552.10\n'],
];

/** A stat's fields become numbers when they are asked for. */
function everyField(stat: Stat): unknown[] {
  const getters = Object.entries(Object.getOwnPropertyDescriptors(Stat.prototype)).filter(([, { get }]) => get);
  return getters.map(([, { get }]) => get?.call(stat));
}

/** The text of a file, a part of it replaced by anything: digits, white space and signs most of all. */
const damaged = (text: string) =>
  fc
    .tuple(
      fc.nat(text.length),
      fc.nat(text.length),
      fc.oneof(
        fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
        fc
          .string({ unit: fc.constantFrom(...'-+.:/ \t\n\\[]()x019\0'), maxLength: 400 })
          .map((string) => Buffer.from(string)),
      ),
    )
    .map(([start, length, part]) => {
      const bytes = Buffer.from(text, 'latin1');
      return Buffer.concat([bytes.subarray(0, start), part, bytes.subarray(start + length)]);
    });

for (const [parse, text] of parsers) {
  test(`${parse.name}: any bytes give a record of numbers that are numbers, or a ProcfsError`, () => {
    assert.doesNotThrow(() => parse(Buffer.from(text, 'latin1')), 'the undamaged text');
    fc.assert(
      fc.property(damaged(text), (bytes) => {
        try {
          assert.ok(isSound(parse(bytes)));
        } catch (error) {
          if (!(error instanceof ProcfsError)) throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });
}

function isSound(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === undefined) return false;
  if (value === null || typeof value !== 'object' || value instanceof Buffer) return true;
  return (value instanceof Map ? [...value].flat() : Object.values(value)).every(isSound);
}
