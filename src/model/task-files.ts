import { parseArchStatus } from '../procfs/pid/arch_status.ts';
import { parseLabel } from '../procfs/pid/attr.ts';
import { parseAutogroup } from '../procfs/pid/autogroup.ts';
import { parseCgroup } from '../procfs/pid/cgroup.ts';
import { parseCmdline } from '../procfs/pid/cmdline.ts';
import { parseComm } from '../procfs/pid/comm.ts';
import { parseResctrlGroups } from '../procfs/pid/cpu_resctrl_groups.ts';
import { parseCpuset } from '../procfs/pid/cpuset.ts';
import { parseIo } from '../procfs/pid/io.ts';
import { parseLatency } from '../procfs/pid/latency.ts';
import { parseLink } from '../procfs/pid/link.ts';
import { parseAuditId } from '../procfs/pid/loginuid.ts';
import { parseFailNth, parseMakeItFail } from '../procfs/pid/make-it-fail.ts';
import { parseNamespace } from '../procfs/pid/ns.ts';
import { parsePatchState } from '../procfs/pid/patch_state.ts';
import { parsePersonality } from '../procfs/pid/personality.ts';
import { parseSched } from '../procfs/pid/sched.ts';
import { parseSchedstat } from '../procfs/pid/schedstat.ts';
import { parseSeccompCache } from '../procfs/pid/seccomp_cache.ts';
import { parseStack } from '../procfs/pid/stack.ts';
import { parseStatus } from '../procfs/pid/status.ts';
import { parseSyscall } from '../procfs/pid/syscall.ts';
import { parseTimerslack } from '../procfs/pid/timerslack_ns.ts';
import { parseWchan } from '../procfs/pid/wchan.ts';
import { link, read, show } from './handle.ts';
import { socketFiles } from './socket-protocols.ts';

/** The files, but for stat, that say of a process and of each of its threads what can be its own. */
export const taskFiles = (place: '' | 'task/*/') =>
  ({
    status: show(`${place}status`, parseStatus),
    comm: show(`${place}comm`, parseComm),
    io: show(`${place}io`, parseIo),
    cgroup: show(`${place}cgroup`, parseCgroup),
    cpuset: show(`${place}cpuset`, parseCpuset),
    schedstat: show(`${place}schedstat`, parseSchedstat),
    sched: show(`${place}sched`, parseSched),
    wchan: show(`${place}wchan`, parseWchan),
    stack: show(`${place}stack`, parseStack),
    syscall: show(`${place}syscall`, parseSyscall),
    personality: show(`${place}personality`, parsePersonality),
    latency: show(`${place}latency`, parseLatency),
    cmdline: read(`${place}cmdline`, parseCmdline),
    exe: link(`${place}exe`, parseLink),
    cwd: link(`${place}cwd`, parseLink),
    root: link(`${place}root`, parseLink),
    'ns/cgroup': link(`${place}ns/cgroup`, parseNamespace),
    'ns/ipc': link(`${place}ns/ipc`, parseNamespace),
    'ns/mnt': link(`${place}ns/mnt`, parseNamespace),
    'ns/net': link(`${place}ns/net`, parseNamespace),
    'ns/pid': link(`${place}ns/pid`, parseNamespace),
    'ns/pid_for_children': link(`${place}ns/pid_for_children`, parseNamespace),
    'ns/time': link(`${place}ns/time`, parseNamespace),
    'ns/time_for_children': link(`${place}ns/time_for_children`, parseNamespace),
    'ns/user': link(`${place}ns/user`, parseNamespace),
    'ns/uts': link(`${place}ns/uts`, parseNamespace),
    arch_status: show(`${place}arch_status`, parseArchStatus),
    'attr/apparmor/current': show(`${place}attr/apparmor/current`, parseLabel),
    'attr/apparmor/exec': show(`${place}attr/apparmor/exec`, parseLabel),
    'attr/apparmor/prev': show(`${place}attr/apparmor/prev`, parseLabel),
    'attr/current': show(`${place}attr/current`, parseLabel),
    'attr/exec': show(`${place}attr/exec`, parseLabel),
    'attr/fscreate': show(`${place}attr/fscreate`, parseLabel),
    'attr/keycreate': show(`${place}attr/keycreate`, parseLabel),
    'attr/prev': show(`${place}attr/prev`, parseLabel),
    'attr/smack/current': show(`${place}attr/smack/current`, parseLabel),
    'attr/sockcreate': show(`${place}attr/sockcreate`, parseLabel),
    cpu_resctrl_groups: show(`${place}cpu_resctrl_groups`, parseResctrlGroups),
    'fail-nth': show(`${place}fail-nth`, parseFailNth),
    loginuid: show(`${place}loginuid`, parseAuditId),
    'make-it-fail': show(`${place}make-it-fail`, parseMakeItFail),
    patch_state: show(`${place}patch_state`, parsePatchState),
    seccomp_cache: show(`${place}seccomp_cache`, parseSeccompCache),
    sessionid: show(`${place}sessionid`, parseAuditId),
    /** Of all threads together. */
    autogroup: show('autogroup', parseAutogroup),
    /** Of the first thread. The kernel does not list the others' own. */
    timerslack_ns: show('timerslack_ns', parseTimerslack),
    ...socketFiles(place),
  }) as const;

/** The files of any task. */
export type TaskFiles = ReturnType<typeof taskFiles>;
