import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseConnector } from '../../src/procfs/connector.ts';
import { ProcfsError } from '../../src/procfs/error.ts';
import { parseAccounts } from '../../src/procfs/etc/accounts.ts';
import { parseKallsyms } from '../../src/procfs/kallsyms.ts';
import { indexKallsyms } from '../../src/procfs/kallsyms-index.ts';
import { parseLoadavg } from '../../src/procfs/loadavg.ts';
import { parseMeminfo } from '../../src/procfs/meminfo.ts';
import { loadedModules } from '../../src/procfs/modules.ts';
import { parseNetlink } from '../../src/procfs/net/netlink.ts';
import { parsePacket } from '../../src/procfs/net/packet.ts';
import { parseTcp } from '../../src/procfs/net/tcp.ts';
import { parseUnix } from '../../src/procfs/net/unix.ts';
import { numberList } from '../../src/procfs/number-list.ts';
import { parseArchStatus } from '../../src/procfs/pid/arch_status.ts';
import { parseLabel } from '../../src/procfs/pid/attr.ts';
import { parseAutogroup } from '../../src/procfs/pid/autogroup.ts';
import { parseAuxv } from '../../src/procfs/pid/auxv.ts';
import { parseCgroup } from '../../src/procfs/pid/cgroup.ts';
import { parseCmdline } from '../../src/procfs/pid/cmdline.ts';
import { parseComm } from '../../src/procfs/pid/comm.ts';
import { parseCoredumpFilter } from '../../src/procfs/pid/coredump_filter.ts';
import { parseResctrlGroups } from '../../src/procfs/pid/cpu_resctrl_groups.ts';
import { parseCpuset } from '../../src/procfs/pid/cpuset.ts';
import { parseEnviron } from '../../src/procfs/pid/environ.ts';
import { parseTarget } from '../../src/procfs/pid/fd.ts';
import { parseBpfLink, parseBpfMap, parseBpfProgram, parseBtf } from '../../src/procfs/pid/fdinfo/bpf.ts';
import { parseDmabuf } from '../../src/procfs/pid/fdinfo/dmabuf.ts';
import { parseDrm } from '../../src/procfs/pid/fdinfo/drm.ts';
import { parseEpoll } from '../../src/procfs/pid/fdinfo/epoll.ts';
import { parseEventfd } from '../../src/procfs/pid/fdinfo/eventfd.ts';
import { parseFanotify } from '../../src/procfs/pid/fdinfo/fanotify.ts';
import { parseInotify } from '../../src/procfs/pid/fdinfo/inotify.ts';
import { parseIoUring } from '../../src/procfs/pid/fdinfo/io-uring.ts';
import { parseLocks } from '../../src/procfs/pid/fdinfo/lock.ts';
import { parsePidfd } from '../../src/procfs/pid/fdinfo/pidfd.ts';
import { parseSignalfd } from '../../src/procfs/pid/fdinfo/signalfd.ts';
import { parseTimerfd } from '../../src/procfs/pid/fdinfo/timerfd.ts';
import { parseTtyIndex } from '../../src/procfs/pid/fdinfo/tty.ts';
import { parseTunInterface } from '../../src/procfs/pid/fdinfo/tun.ts';
import { parseUserfaultfd } from '../../src/procfs/pid/fdinfo/userfaultfd.ts';
import { type FdinfoLine, parseFdinfo } from '../../src/procfs/pid/fdinfo.ts';
import { parseIo } from '../../src/procfs/pid/io.ts';
import { parseKsmMergingPages, parseKsmStat } from '../../src/procfs/pid/ksm.ts';
import { parseLatency } from '../../src/procfs/pid/latency.ts';
import { parseLimits } from '../../src/procfs/pid/limits.ts';
import { parseLink } from '../../src/procfs/pid/link.ts';
import { parseAuditId } from '../../src/procfs/pid/loginuid.ts';
import { parseFailNth, parseMakeItFail } from '../../src/procfs/pid/make-it-fail.ts';
import { parseMaps } from '../../src/procfs/pid/maps.ts';
import { parseMountinfo } from '../../src/procfs/pid/mountinfo.ts';
import { parseMountstats } from '../../src/procfs/pid/mountstats.ts';
import { parseNamespace } from '../../src/procfs/pid/ns.ts';
import { parseNumaMaps } from '../../src/procfs/pid/numa_maps.ts';
import { parseOomAdj, parseOomScore, parseOomScoreAdj } from '../../src/procfs/pid/oom.ts';
import { parsePatchState } from '../../src/procfs/pid/patch_state.ts';
import { parsePersonality } from '../../src/procfs/pid/personality.ts';
import { parseSched } from '../../src/procfs/pid/sched.ts';
import { parseSchedstat } from '../../src/procfs/pid/schedstat.ts';
import { parseSeccompCache } from '../../src/procfs/pid/seccomp_cache.ts';
import { parseSetgroups } from '../../src/procfs/pid/setgroups.ts';
import { parseSmaps } from '../../src/procfs/pid/smaps.ts';
import { parseSmapsRollup } from '../../src/procfs/pid/smaps_rollup.ts';
import { parseStack } from '../../src/procfs/pid/stack.ts';
import { parseStackDepth } from '../../src/procfs/pid/stack_depth.ts';
import { parseStat, Stat } from '../../src/procfs/pid/stat.ts';
import { parseStatm } from '../../src/procfs/pid/statm.ts';
import { parseStatus } from '../../src/procfs/pid/status.ts';
import { parseSyscall } from '../../src/procfs/pid/syscall.ts';
import { parseChildren } from '../../src/procfs/pid/task/children.ts';
import { parseTimeOffsets } from '../../src/procfs/pid/timens_offsets.ts';
import { parseTimers } from '../../src/procfs/pid/timers.ts';
import { parseTimerslack } from '../../src/procfs/pid/timerslack_ns.ts';
import { parseIdMap } from '../../src/procfs/pid/uid_map.ts';
import { parseWchan } from '../../src/procfs/pid/wchan.ts';
import { parsePressure } from '../../src/procfs/pressure.ts';
import { parseSystemStat } from '../../src/procfs/stat.ts';
import { parseBootId, parseSysctl } from '../../src/procfs/sys.ts';
import { parseUptime } from '../../src/procfs/uptime.ts';

const parsers: [(bytes: Buffer) => unknown, string][] = [
  [parseAccounts, 'root:x:0:0:root:/root:/bin/bash\n'],
  [parseAuxv, '\x06\0\0\0\0\0\0\0\0\x10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'],
  [parseBootId, '0d1899ae-6e00-47a7-9255-aacbdedff347\n'],
  [parseCgroup, '2:cpu,cpuacct:/docker/35d4 (deleted)\n0::/user.slice\n'],
  [parseCmdline, 'sh\0-c\0\0'],
  [
    parseConnector,
    'L\0\0\0\x03\0\0\0\x01\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\0\0\0\0\x28\0\0\0\0\x02\0\0\x01\0\0\0\x9f\x53\xcd\x23\xcf\x02\0\0\xd7\x3d\0\0\xd7\x3d\0\0renamed\0\0\0\0\0\0\0\0\0',
  ],
  [parseEnviron, 'A=1\0NOEQ\0=x\0'],
  [parseFdinfo, 'pos:\t0\nflags:\t02004002\nmnt_id:\t16\nino:\t1053\ninotify wd:c ino:9e7e\ntfd: 8\n'],
  [parseIo, 'rchar: 15\nwchar: 14\nsyscr: 2\nsyscw: 5\nread_bytes: 0\nwrite_bytes: 4\ncancelled_write_bytes: 8\n'],
  [parseLimits, 'Limit   Soft Limit  Hard Limit  Units\nMax cpu unlimited   20          seconds\n'],
  [parseLink, '/usr/bin/bash (deleted)'],
  [parseLoadavg, '0.02 0.12 0.08 1/88 4072\n'],
  [parseMeminfo, 'MemTotal:       24684084 kB\nHugePages_Total:       2\n'],
  [parseMountinfo, '36 35 98:0 /a\\040b /mnt rw,noatime shared:2 - ext4 /dev/vda rw,discard\n'],
  [parseNamespace, 'net:[4026531840]'],
  [parseNetlink, '00000000dd0e8566 0   26231      00000000 0        0        0     2        0        509052  \n'],
  [parseOomScore, '666\n'],
  [parseOomScoreAdj, '-1000\n'],
  [parseOomAdj, '-17\n'],
  [parsePacket, '00000000660d5661 3      2    0800   0     1 2505   0      509117\n'],
  [(bytes) => everyField(parseStat(bytes)), `42 (bash) S 1 42 42 34816 4300 4194304 ${'1 '.repeat(43)}0\n`],
  [
    parsePressure,
    'some avg10=0.39 avg60=0.49 avg300=0.41 total=7893009\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n',
  ],
  [parseStatm, '1122 498 387 193 0 141 0\n'],
  [
    parseStatus,
    'Name:\ta\\nb\nState:\tS\nTgid:\t1\nPid:\t1\nPPid:\t0\nUid:\t0\t0\t0\t0\nVmRSS:\t 1 kB\nThreads:\t1\nSigQ:\t0/9\n',
  ],
  [parseSysctl, '1\n'],
  [parseSystemStat, 'cpu  1 2 3 4\ncpu0 1 2 3 4\nctxt 9\nbtime 5\n'],
  [parseTarget, 'anon_inode:[eventfd]'],
  [parseArchStatus, 'AVX512_elapsed_ms:\t4\n'],
  [parseAuditId, '1000'],
  [parseCoredumpFilter, '00000033\n'],
  [parseIdMap, '         0       1000          1\n         1     100000      65536\n'],
  [parseLabel, 'system_u:system_r:init_t:s0\0'],
  [parseMakeItFail, '0\n'],
  [parseFailNth, '3\n'],
  [
    function parseAndIndexKallsyms(bytes) {
      const table = parseKallsyms(bytes);
      return { ...table, ...indexKallsyms(table) };
    },
    'ffffffff81000010 T startup_64\nffffffffc0a01020 d state\t[nf_tables]\n          (null) A zero\n',
  ],
  [loadedModules, 'nf_tables 315392 1 nft_chain_nat, Live 0xffffffffc0a00000 (E)\n'],
  [parseMountstats, 'device a\\040b mounted on /x with fstype nfs4 statvers=1.1\n\tage:\t1\n\t   NULL: 1 2\n'],
  [parsePatchState, '-1\n'],
  [parseResctrlGroups, 'res:/p1\nmon:m1\n'],
  [parseSeccompCache, 'x86_64 0 ALLOW\nx86_64 1 FILTER\n'],
  [parseSetgroups, 'allow\n'],
  [parseStackDepth, 'previous stack depth: 2208\nstack depth: 1512\n'],
  [parseTimeOffsets, 'monotonic      604800         1\nboottime           -1 500000000\n'],
  [parseTimers, 'ID: 0\nsignal: 14/0000000000000000\nnotify: signal/pid.26231\nClockID: 1\n'],
  [parseAutogroup, '/autogroup-110 nice -5\n'],
  [parseChildren, '301 302 '],
  [parseComm, 'sh\n'],
  [parseCpuset, '/user.slice\n'],
  [parseLatency, 'Latency Top version : v0.1\n2 5000 4000 fuse_request [fuse] do_syscall_64\n'],
  [parsePersonality, '00040008\n'],
  [parseSched, `sh (1, #threads: 1)\n${'-'.repeat(67)}\nse.exec_start  :  2831.364857\nnode=0, group=7\n`],
  [parseSchedstat, '1629340508 3284199 23\n'],
  [parseStack, '[<0>] nft_do_chain+0x1f/0x5d0 [nf_tables]\n[<0>] do_syscall_64+0x71/0x280\n'],
  [parseSyscall, '0 0x3 0x1 0x2000 0x0 0x0 0x0 0x7ffe53a57a38 0x7f895ef5b2ad\n'],
  [parseTimerslack, '50000\n'],
  [parseWchan, 'hrtimer_nanosleep'],
  [(bytes) => numberList(bytes.toString()), '0-3,8'],
  [parseKsmMergingPages, '0\n'],
  [parseKsmStat, 'ksm_rmap_items 0\nksm_process_profit -640\nksm_merge_any: no\n'],
  [
    function parseEveryMap(bytes) {
      return [...parseMaps(bytes)];
    },
    '00400000-0041f000 r-xp 00000000 fe:00 260811   /a\\012b\n1000-2000 rw-s 0 0:0 0 \n',
  ],
  [
    function parseEveryNumaMap(bytes) {
      return [...parseNumaMaps(bytes)];
    },
    '1000 default\n2000 prefer (many):0 file=/a\\040b huge anon=1 N0=1 kernelpagesize_kB=4\n',
  ],
  [
    function parseEverySmap(bytes) {
      const { areas, usages } = parseSmaps(bytes);
      return [...areas, ...usages];
    },
    '1000-2000 r-xp 00000000 fe:00 7   /a\nRss:   4 kB\nTHPeligible:    0\nVmFlags: rd zz \nNew:  1 kB\n',
  ],
  [parseSmapsRollup, '1000-2000 ---p 00000000 00:00 0   [rollup]\nRss:    4 kB\nPss_Anon:     8 kB\n'],
  [
    function parseTcpOfThisMachine(bytes) {
      return parseTcp(bytes, 'LE');
    },
    '   0: 0100007F:1F90 0100007F:B62C 01 00000000:00000005 00:00000000 00000000     0        0 509259 1 0000 20 4 30 10 -1\n',
  ],
  [parseUnix, '0000000000000000: 00000002 00000000 00010000 0001 01 509112 @abstract\nname\n'],
  [parseUptime, '2819.73 5552.10\n'],
  ofFdinfo(parseBpfLink, 'link_type:\txdp\nlink_id:\t1\nprog_tag:\ta15b7646cb7f3322\nprog_id:\t21\n'),
  ofFdinfo(parseBpfMap, 'map_type:\t1\nkey_size:\t4\nvalue_size:\t8\nmax_entries:\t16\nmap_id:\t27\nfrozen:\t0\n'),
  ofFdinfo(parseBpfProgram, 'prog_type:\t1\nprog_jited:\t1\nprog_tag:\t59f4\nprog_id:\t97\nrun_cnt:\t0\n'),
  ofFdinfo(parseBtf, 'btf_id:\t5\n'),
  ofFdinfo(parseDmabuf, 'size:\t4096\ncount:\t2\nexp_name:\tsystem\nname:\tx\n'),
  ofFdinfo(parseDrm, 'drm-driver:\tx\ndrm-engine-gfx:\t1 ns\ndrm-maxfreq-gfx:\t8 MHz\ndrm-total-vram:\t9 KiB\n'),
  ofFdinfo(parseEpoll, 'tfd:        8 events: 80000019 data: deadbeefcafebabe  pos:0 ino:40e sdev:10\n'),
  ofFdinfo(parseEventfd, 'eventfd-count: fffffffffffffffe\neventfd-id: 4\neventfd-semaphore: 0\n'),
  ofFdinfo(
    parseFanotify,
    'fanotify flags:0 event-flags:8000\nfanotify ino:1 sdev:13 mflags:0 mask:2 ignored_mask:0 fhandle-bytes:2 fhandle-type:1 f_handle:ff88\n',
  ),
  ofFdinfo(
    parseInotify,
    'inotify wd:c ino:9e7e sdev:13 mask:2 ignored_mask:0 fhandle-bytes:2 fhandle-type:1 f_handle:ff88\n',
  ),
  ofFdinfo(parseIoUring, 'SqMask:\t0x7\nSqHead:\t0\nSqThread:\t-1\nUserFiles:\t0\nNAPI:\tdisabled\n'),
  ofFdinfo(parseLocks, 'lock:\t1: POSIX  ADVISORY  READ 26231 00:28:29 20 29\n'),
  ofFdinfo(parsePidfd, 'Pid:\t701\nNSpid:\t701\t1\n'),
  ofFdinfo(parseSignalfd, 'sigmask:\t0000000000000a00\n'),
  ofFdinfo(parseTimerfd, 'clockid: 1\nticks: 0\nsettime flags: 01\nit_value: (3, 916951404)\nit_interval: (0, 0)\n'),
  ofFdinfo(parseTtyIndex, 'tty-index:\t1\n'),
  ofFdinfo(parseTunInterface, 'iff:\ttt0\n'),
  ofFdinfo(parseUserfaultfd, 'pending:\t0\ntotal:\t1\nAPI:\taa:0:1ff\n'),
];

/** A parser of the lines of fdinfo that depend on what is open. */
function ofFdinfo(
  parse: (lines: readonly FdinfoLine[]) => unknown,
  text: string,
): [(bytes: Buffer) => unknown, string] {
  const whole = (bytes: Buffer): unknown => parse(parseFdinfo(bytes).extra);
  return [Object.defineProperty(whole, 'name', { value: parse.name }), `pos:\t0\nflags:\t02\n${text}`];
}

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

const manyBytes = 1 << 16;
const mostMs = 1000;

/** Much of one thing, alone and after half a record: where each byte has all others looked at again, it shows. */
function vast(text: string): Buffer[] {
  const runs = [text, text.replaceAll('\n', ' '), ...'0a \t\n\0\\([-:,='].map((part) =>
    Buffer.alloc(manyBytes, part, 'latin1'),
  );
  const half = Buffer.from(text.slice(0, text.length / 2), 'latin1');
  return [...runs, ...runs.map((run) => Buffer.concat([half, run]))];
}

for (const [parse, text] of parsers) {
  test(`${parse.name}: 64 KiB of anything take no more than ${mostMs} ms`, () => {
    for (const bytes of vast(text)) {
      const start = performance.now();
      try {
        parse(bytes);
      } catch (error) {
        if (!(error instanceof ProcfsError)) throw error;
      }
      const elapsedMs = performance.now() - start;
      assert.ok(elapsedMs < mostMs, `${JSON.stringify(bytes.toString('latin1', 0, 40))} ... took ${elapsedMs} ms`);
    }
  });
}

function isSound(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === undefined) return false;
  if (value === null || typeof value !== 'object' || value instanceof Buffer) return true;
  return (value instanceof Map ? [...value].flat() : Object.values(value)).every(isSound);
}
