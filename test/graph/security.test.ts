import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

const status =
  'Name:\tx\nState:\tS\nTgid:\t1\nPid:\t1\nPPid:\t0\nThreads:\t1\nCapInh:\t0000000000000000\n' +
  'CapPrm:\t0000000000000c00\nCapEff:\t0000000000000400\nCapBnd:\t000001ffffffffff\nCapAmb:\t0000000000000000\n' +
  'NoNewPrivs:\t1\nSeccomp:\t2\n';

test('what a service in a sandbox may do', async () => {
  const { data, extensions } = await askProcess(
    `security {
       capabilities {
         effective { names } permitted { names } inheritable { names } bounding { unknown } ambient { names }
       }
       seccompMode hasNoNewPrivileges seccompDecisions { architecture systemCall alwaysAllowed }
     }`,
    { status, seccomp_cache: 'x86_64 0 ALLOW\nx86_64 1 FILTER\n' },
  );
  assert.deepEqual(data, {
    process: {
      security: {
        capabilities: {
          effective: { names: ['CAP_NET_BIND_SERVICE'] },
          permitted: { names: ['CAP_NET_BIND_SERVICE', 'CAP_NET_BROADCAST'] },
          inheritable: { names: [] },
          bounding: { unknown: [] },
          ambient: { names: [] },
        },
        seccompMode: 'FILTER',
        hasNoNewPrivileges: true,
        seccompDecisions: [
          { architecture: 'x86_64', systemCall: 0, alwaysAllowed: true },
          { architecture: 'x86_64', systemCall: 1, alwaysAllowed: false },
        ],
      },
    },
  });
  assert.equal(extensions, undefined);
});

test('labels: SELinux, AppArmor and Smack, and none set', async () => {
  const { data, extensions } = await askProcess(
    `security { labels {
       current previous nextExec newFiles newKeys newSockets
       appArmorCurrent appArmorPrevious appArmorNextExec smackCurrent
     } }`,
    {
      'attr/current': 'system_u:system_r:init_t:s0\0',
      'attr/prev': 'system_u:system_r:kernel_t:s0\0',
      'attr/exec': '',
      'attr/fscreate': '',
      'attr/keycreate': '',
      'attr/sockcreate': 'system_u:object_r:x_t:s0\0',
      'attr/apparmor/current': '/usr/bin/man (enforce)\n',
      'attr/apparmor/prev': '',
      'attr/apparmor/exec': '',
      'attr/smack/current': '_',
    },
  );
  assert.deepEqual(data, {
    process: {
      security: {
        labels: {
          current: 'system_u:system_r:init_t:s0',
          previous: 'system_u:system_r:kernel_t:s0',
          nextExec: null,
          newFiles: null,
          newKeys: null,
          newSockets: 'system_u:object_r:x_t:s0',
          appArmorCurrent: '/usr/bin/man (enforce)',
          appArmorPrevious: null,
          appArmorNextExec: null,
          smackCurrent: '_',
        },
      },
    },
  });
  assert.equal(extensions, undefined);
});

test('a kernel without such modules: null, and the response says why', async () => {
  const { data, extensions } = await ask('{ process(pid: 400) { security { labels { current smackCurrent } } } }');
  assert.deepEqual(data, { process: { security: { labels: { current: null, smackCurrent: null } } } });
  assert.deepEqual(extensions, {
    procfs: {
      nulls: [
        { field: 'SecurityLabels.current', reason: 'UNSUPPORTED', count: 1 },
        { field: 'SecurityLabels.smackCurrent', reason: 'UNSUPPORTED', count: 1 },
      ],
    },
  });
});
