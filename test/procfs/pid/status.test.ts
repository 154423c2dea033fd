import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStatus } from '../../../src/procfs/pid/status.ts';

/** Of Linux 6.18, x86_64. */
const lines = `Name:\tbash
Umask:\t0022
State:\tS (sleeping)
Tgid:\t4058
Ngid:\t0
Pid:\t4058
PPid:\t4057
TracerPid:\t0
Uid:\t1000\t0\t1000\t65534
Gid:\t100\t100\t100\t100
FDSize:\t256
Groups:\t4 24 100 
NStgid:\t4058\t12
NSpid:\t4058\t12
NSpgid:\t4058\t12
NSsid:\t3014\t0
Kthread:\t0
VmPeak:\t    5004 kB
VmSize:\t    4488 kB
VmLck:\t       0 kB
VmPin:\t       0 kB
VmHWM:\t    1992 kB
VmRSS:\t    1992 kB
RssAnon:\t     444 kB
RssFile:\t    1548 kB
RssShmem:\t       0 kB
VmData:\t     432 kB
VmStk:\t     132 kB
VmExe:\t     772 kB
VmLib:\t    1596 kB
VmPTE:\t      52 kB
VmSwap:\t       0 kB
HugetlbPages:\t       0 kB
CoreDumping:\t0
THP_enabled:\t1
untag_mask:\t0xffffffffffffffff
Threads:\t1
SigQ:\t2/96365
SigPnd:\t0000000000000000
ShdPnd:\t0000000000000000
SigBlk:\t0000000000010000
SigIgn:\t8000000000000000
SigCgt:\t0000000000014002
CapInh:\t0000000000000000
CapPrm:\t000001fffeffffff
CapEff:\t000001fffeffffff
CapBnd:\t000001fffeffffff
CapAmb:\t0000000000000000
NoNewPrivs:\t1
Seccomp:\t2
Seccomp_filters:\t3
Speculation_Store_Bypass:\tvulnerable
SpeculationIndirectBranch:\talways enabled
Cpus_allowed:\tffffffff,0000000f
Cpus_allowed_list:\t0-35
Mems_allowed:\t00000000,00000001
Mems_allowed_list:\t0
voluntary_ctxt_switches:\t2
nonvoluntary_ctxt_switches:\t9007199254740993
x86_Thread_features:\tshstk wrss 
x86_Thread_features_locked:\t
`.split('\n');

const parse = (text: string) => parseStatus(Buffer.from(text, 'latin1'));
const ordinary = lines.join('\n');
const without = (pattern: RegExp) => lines.filter((line) => !pattern.test(line)).join('\n');
const named = (name: string) => parse(ordinary.replace('bash', name)).name.toString('latin1');

test('an ordinary process', () => {
  const { name, ...status } = parse(ordinary);
  assert.equal(name.toString(), 'bash');
  assert.deepEqual(status, {
    umask: 0o22,
    state: 'S',
    tgid: 4058,
    ngid: 0,
    pid: 4058,
    ppid: 4057,
    tracerPid: 0,
    uid: { real: 1000, effective: 0, saved: 1000, fileSystem: 65534 },
    gid: { real: 100, effective: 100, saved: 100, fileSystem: 100 },
    fdSize: 256,
    groups: [4, 24, 100],
    nstgid: [4058, 12],
    nspid: [4058, 12],
    nspgid: [4058, 12],
    nssid: [3014, 0],
    kthread: false,
    vmPeak: 5124096,
    vmSize: 4595712,
    vmLck: 0,
    vmPin: 0,
    vmHwm: 2039808,
    vmRss: 2039808,
    rssAnon: 454656,
    rssFile: 1585152,
    rssShmem: 0,
    vmData: 442368,
    vmStk: 135168,
    vmExe: 790528,
    vmLib: 1634304,
    vmPte: 53248,
    vmPmd: null,
    vmSwap: 0,
    hugetlbPages: 0,
    coreDumping: false,
    thpEnabled: true,
    untagMask: 0xffffffffffffffffn,
    threads: 1,
    sigQ: { queued: 2, limit: 96365 },
    sigPnd: 0n,
    shdPnd: 0n,
    sigBlk: 0x10000n,
    sigIgn: 0x8000000000000000n,
    sigCgt: 0x14002n,
    capInh: 0n,
    capPrm: 0x1fffeffffffn,
    capEff: 0x1fffeffffffn,
    capBnd: 0x1fffeffffffn,
    capAmb: 0n,
    noNewPrivs: true,
    seccomp: 2,
    seccompFilters: 3,
    speculationStoreBypass: 'vulnerable',
    speculationIndirectBranch: 'always enabled',
    cpusAllowed: 'ffffffff,0000000f',
    cpusAllowedList: '0-35',
    memsAllowed: '00000000,00000001',
    memsAllowedList: '0',
    voluntaryCtxtSwitches: 2,
    nonvoluntaryCtxtSwitches: 9007199254740993n,
    x86ThreadFeatures: ['shstk', 'wrss'],
    x86ThreadFeaturesLocked: [],
  });
});

test('a zombie or kernel thread has no memory, which is null and not 0', () => {
  const status = parse(without(/^(Umask|Vm|Rss|Hugetlb|CoreDumping|THP|untag)/));
  assert.partialDeepStrictEqual(status, { umask: null, vmPeak: null, vmRss: null, vmSwap: null, rssAnon: null });
  assert.partialDeepStrictEqual(status, { hugetlbPages: null, coreDumping: null, thpEnabled: null, untagMask: null });
  assert.partialDeepStrictEqual(status, { threads: 1, seccomp: 2 });
});

test('Linux 5.4 does not tell kernel threads', () => {
  const status = parse(without(/^(Kthread|untag_mask|Seccomp_filters|SpeculationIndirectBranch|x86)/));
  assert.partialDeepStrictEqual(status, { kthread: null, untagMask: null, seccompFilters: null, threads: 1 });
  assert.partialDeepStrictEqual(status, { speculationIndirectBranch: null, x86ThreadFeatures: null });
});

test('Linux 4.14 prints page tables of the second level', () => {
  const status = parse(ordinary.replace('VmSwap:', 'VmPMD:\t      12 kB\nVmSwap:'));
  assert.partialDeepStrictEqual(status, { vmPte: 53248, vmPmd: 12288, vmSwap: 0 });
});

test('gVisor prints no ids, groups, signals or switches', () => {
  const status = parse(without(/^(Uid|Gid|Groups|NS|Sig|Shd|Vm(Peak|HWM)|.*ctxt)/));
  assert.partialDeepStrictEqual(status, { uid: null, gid: null, groups: null, nspid: null, sigQ: null, sigBlk: null });
  assert.partialDeepStrictEqual(status, { vmRss: 2039808, voluntaryCtxtSwitches: null });
});

test('lines in another order, unknown ones and blank ones', () => {
  const shuffled = ['', 'Future:\t1 2 3', ...lines.toReversed(), 'no colon', '', 'VmRSSx:\t1 kB'];
  assert.deepEqual(parse(shuffled.join('\n')), parse(ordinary));
});

test('of a repeated line the first counts', () => {
  assert.equal(parse(ordinary.replace('Pid:\t4058\n', 'Pid:\t4058\nPid:\t1\n')).pid, 4058);
  assert.equal(parse(`${ordinary}Pid:\t1\n`).pid, 4058);
  assert.equal(parse(`Pid:\t1\n${ordinary}`).pid, 1);
});

test('no newline at the end', () => {
  assert.equal(parse(without(/^(x86|non|$)/)).voluntaryCtxtSwitches, 2);
});

test('a process without groups', () => {
  assert.deepEqual(parse(ordinary.replace('Groups:\t4 24 100 ', 'Groups:\t ')).groups, []);
  assert.deepEqual(parse(ordinary.replace('Groups:\t4 24 100 ', 'Groups:')).groups, []);
});

test('a name that looks like another line: keys count at the start of a line', () => {
  const spoof = 'Uid:\t0\t0\t0';
  assert.equal(named(spoof), spoof);
  assert.equal(parse(ordinary.replace('bash', spoof)).uid?.real, 1000);
});

for (const [situation, printed, name] of [
  ['a newline', 'x\\ny z', 'x\ny z'],
  ['a backslash and an n', 'x\\\\ny', 'x\\ny'],
  ['octal digits after a backslash', 'back\\\\n\\\\041', 'back\\n\\041'],
  ['what is no escape', '\\t\\', '\\t\\'],
  ['a colon, a tab at the start, spaces at the end', '\ta: b  ', '\ta: b  '],
  ['bytes that are not UTF-8', '\xff\xfe\x80', '\xff\xfe\x80'],
  ['nothing', '', ''],
] as const) {
  test(`a name of ${situation}`, () => assert.equal(named(printed), name));
}

test('signals without limit', () => {
  const status = parse(ordinary.replace('2/96365', '0/18446744073709551615'));
  assert.deepEqual(status.sigQ, { queued: 0, limit: null });
});

test('more kB than a double can count in bytes', () => {
  assert.equal(parse(ordinary.replace('    5004 kB', '18014398509481983 kB')).vmPeak, 18446744073709550592n);
});

for (const [situation, text, message] of [
  ['nothing, as when the process dies mid-read', '', /no "Name" line/],
  ['half a file', 'Name:\tx\nState:\tS (sleeping)\n', /no "Tgid" line/],
  ['no state', ordinary.replace('S (sleeping)', ''), /no "State" line/],
  ['pages for kB', ordinary.replace('5004 kB', '5004 pages'), /"VmPeak" is " {4}5004 pages", not a number of kB/],
  ['no number of kB', ordinary.replace('    5004 kB', ' kB'), /"VmPeak" is "", not a whole number/],
  ['a letter in a pid', ordinary.replace('PPid:\t4057', 'PPid:\t40S7'), /"PPid" is "40S7", not a whole number/],
  ['a pid past 2^53', ordinary.replace('PPid:\t4057', `PPid:\t${2n ** 64n}`), /more than was thought possible/],
  ['three ids', ordinary.replace('\t65534', ''), /"Uid" is "1000 0 1000", not four ids/],
  ['a mask that is not hexadecimal', ordinary.replace('fffeffffff', 'fffegfffff'), /"CapPrm" is .*, not hexadecimal/],
  ['an empty mask', ordinary.replace('0000000000014002', ''), /"SigCgt" is "", not hexadecimal/],
  ['a umask that is not octal', ordinary.replace('0022', '0028'), /"Umask" is "0028", not octal/],
  ['a boolean of 2', ordinary.replace('NoNewPrivs:\t1', 'NoNewPrivs:\t2'), /"NoNewPrivs" is "2", not 0 or 1/],
  ['one number for the queue', ordinary.replace('2/96365', '2'), /"SigQ" is "", not a whole number/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
