import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askProcess } from '../ask-process.ts';

// Captured one by one from Linux 6.18; but for the graphics card and the buffer, of which there is none there.
for (const [situation, link, lines, selection, expected] of [
  [
    'a fanotify with a mark of each kind',
    'anon_inode:[fanotify]',
    'fanotify flags:e81 event-flags:8000\nfanotify sdev:fe00000 mflags:0 mask:2 ignored_mask:0\n' +
      'fanotify mnt_id:1b mflags:0 mask:40000020 ignored_mask:0\nfanotify mnt_ns:4026531832 mflags:0 mask:1000000 ignored_mask:0\n' +
      'fanotify ino:2188f5 sdev:fe00000 mflags:40 mask:a ignored_mask:2 fhandle-bytes:2 fhandle-type:1 f_handle:f588\n',
    '... on Fanotify { initFlags eventAccessMode eventFlags marks { kind inode major mountId events ignoredEvents flags fileHandle { hex } } }',
    {
      initFlags: [...['FAN_CLOEXEC', 'FAN_REPORT_PIDFD', 'FAN_REPORT_FID', 'FAN_REPORT_DIR_FID', 'FAN_REPORT_NAME']],
      eventAccessMode: 'O_RDONLY',
      eventFlags: ['O_LARGEFILE'],
      marks: [
        { ...mark('FILE_SYSTEM'), major: 254, events: ['FAN_MODIFY'] },
        { ...mark('MOUNT'), mountId: 27, events: ['FAN_OPEN', 'FAN_ONDIR'] },
        { ...mark('MOUNT_NAMESPACE'), inode: 4026531832, events: ['FAN_MNT_ATTACH'] },
        {
          ...mark('INODE'),
          inode: 2197749,
          major: 254,
          events: ['FAN_MODIFY', 'FAN_CLOSE_WRITE'],
          ignoredEvents: ['FAN_MODIFY'],
          flags: ['FAN_MARK_IGNORED_SURV_MODIFY'],
          fileHandle: { hex: 'f588' },
        },
      ],
    },
  ],
  [
    'an io_uring that nobody polls',
    'anon_inode:[io_uring]',
    'SqMask:\t0x7\nSqHead:\t0\nSqTail:\t4294967295\nSQEs:\t1\nSqThread:\t-1\nSqThreadCpu:\t-1\nSqTotalTime:\t0\nUserFiles:\t0\nNAPI:\tdisabled\n',
    '... on IoUring { submissionEntries submissionTail waitingSubmissions pollerThreadId pollerCpu pollerMicroseconds registeredFiles busyPolling }',
    {
      submissionEntries: 8,
      submissionTail: 4294967295,
      waitingSubmissions: 1,
      pollerThreadId: null,
      pollerCpu: null,
      pollerMicroseconds: 0,
      registeredFiles: 0,
      busyPolling: false,
    },
  ],
  [
    'a BPF map',
    'anon_inode:bpf-map',
    'map_type:\t1\nkey_size:\t4\nvalue_size:\t8\nmax_entries:\t16\nmap_flags:\t0x0\nmemlock:\t2320\nmap_id:\t27\nfrozen:\t0\n',
    '... on BpfMap { mapId mapType keyBytes valueBytes maximumEntries memoryBytes frozen }',
    {
      mapId: 27,
      mapType: 'HASH',
      keyBytes: 4,
      valueBytes: 8,
      maximumEntries: 16,
      memoryBytes: 2320,
      frozen: false,
    },
  ],
  [
    'a BPF map of a kind that procql does not know',
    'anon_inode:bpf-map',
    'map_type:\t999\nkey_size:\t4\nvalue_size:\t8\nmax_entries:\t16\n',
    '... on BpfMap { mapType keyBytes }',
    { mapType: null, keyBytes: 4 },
  ],
  [
    'a BPF program',
    'anon_inode:bpf-prog',
    'prog_type:\t1\nprog_jited:\t1\nprog_tag:\t59f4a931744dcdc6\nmemlock:\t4096\nprog_id:\t97\nrun_time_ns:\t0\nrun_cnt:\t0\n',
    '... on BpfProgram { programId programType programTag compiled memoryBytes runNanoseconds runCount }',
    {
      programId: 97,
      programType: 'SOCKET_FILTER',
      programTag: '59f4a931744dcdc6',
      compiled: true,
      memoryBytes: 4096,
      runNanoseconds: 0,
      runCount: 0,
    },
  ],
  [
    'a BPF link, which leads to its program by number',
    'anon_inode:bpf_link',
    'link_type:\ttracing\nlink_id:\t1\nprog_tag:\t59f4\nprog_id:\t97\n',
    '... on BpfLink { linkId linkType programId programTag }',
    { linkId: 1, linkType: 'tracing', programId: 97, programTag: '59f4' },
  ],
  ['types of BPF', 'anon_inode:btf', 'btf_id:\t5\n', '... on Btf { btfId }', { btfId: 5 }],
  [
    'a userfaultfd',
    'anon_inode:[userfaultfd]',
    'pending:\t0\ntotal:\t2\nAPI:\taa:0:80000000000001ff\n',
    '... on UserFaultFd { pendingFaults unresolvedFaults }',
    { pendingFaults: 0, unresolvedFaults: 2 },
  ],
  [
    'a buffer of devices',
    '/dmabuf:frame',
    'size:\t32768\ncount:\t2\nexp_name:\tsystem-heap\nname:\tframe\n',
    '... on DmaBuf { name sizeBytes references exporter }',
    { name: 'frame', sizeBytes: 32768, references: 2, exporter: 'system-heap' },
  ],
  [
    'a tunnel',
    '/dev/null',
    'iff:\ttt0\n',
    '... on Device { tunInterface ttyIndex drm { driver } }',
    { tunInterface: 'tt0', ttyIndex: null, drm: null },
  ],
  [
    'a graphics card',
    '/dev/null',
    'drm-driver:\tamdgpu\ndrm-client-id:\t7\ndrm-pdev:\t0000:03:00.0\ndrm-total-vram:\t12 MiB\ndrm-engine-gfx:\t12345 ns\n',
    '... on Device { drm { driver device clientId engines { name capacity busyNanoseconds busyCycles } memory { name totalBytes residentBytes } } }',
    {
      drm: {
        driver: 'amdgpu',
        device: '0000:03:00.0',
        clientId: 7,
        engines: [{ name: 'gfx', capacity: 1, busyNanoseconds: 12345, busyCycles: null }],
        memory: [{ name: 'vram', totalBytes: 12582912, residentBytes: null }],
      },
    },
  ],
] as const) {
  test(situation, async () => {
    const files = { 'fd/5': { link }, 'fdinfo/5': `pos:\t0\nflags:\t02000002\nmnt_id:\t17\nino:\t1038\n${lines}` };
    const { data, errors, extensions } = await askProcess(`fd(number: 5) { target { ${selection} } }`, files);
    assert.deepEqual([errors, extensions], [undefined, undefined]);
    assert.deepEqual(data, { process: { fd: { target: expected } } });
  });
}

function mark(kind: string): object {
  return { kind, inode: null, major: null, mountId: null, events: [], ignoredEvents: [], flags: [], fileHandle: null };
}
