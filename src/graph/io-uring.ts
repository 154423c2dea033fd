import { builder } from '../builder.ts';
import { type Open, printed } from '../model/open.ts';
import { type IoUring as IoUringRecord, parseIoUring } from '../procfs/pid/fdinfo/io-uring.ts';

type Key = Exclude<keyof IoUringRecord, 'napi' | 'sqThread' | 'sqThreadCpu'>;

export const IoUring = builder.objectRef<Open<'anonymous'>>('IoUring').implement({
  description:
    'A ring of requests to the kernel and one of their results, see io_uring(7). Positions count up and begin again at 2^32. Before Linux 5.13 most is null.',
  fields: (t) => {
    const figure = (key: Key, line: string, description: string) =>
      t.field({
        type: 'BigInt',
        from: ['fdinfo'],
        nullable: true,
        description: `${description} Source: fdinfo \`${line}\`.`,
        resolve: (open) => printed(open, open.descriptor.details(parseIoUring)[key], line),
      });
    const poller = (key: 'sqThread' | 'sqThreadCpu', line: string, description: string) =>
      t.int({
        from: ['fdinfo'],
        nullable: true,
        description: `${description} Null if the kernel does not poll, or was busy with the ring. Source: fdinfo \`${line}\`.`,
        resolve: (open) => open.descriptor.details(parseIoUring)[key],
      });
    return {
      submissionEntries: figure('sqEntries', 'SqMask', 'How many requests fit into the ring.'),
      submissionHead: figure('sqHead', 'SqHead', 'Up to where the kernel has taken requests.'),
      submissionTail: figure('sqTail', 'SqTail', 'Up to where the program has put requests.'),
      waitingSubmissions: figure('sqes', 'SQEs', 'Requests that the kernel has not taken yet.'),
      completionEntries: figure('cqEntries', 'CqMask', 'How many results fit into the ring.'),
      completionHead: figure('cqHead', 'CqHead', 'Up to where the program has taken results.'),
      completionTail: figure('cqTail', 'CqTail', 'Up to where the kernel has put results.'),
      waitingCompletions: figure('cqes', 'CQEs', 'Results that the program has not taken yet.'),
      pollerThreadId: poller(
        'sqThread',
        'SqThread',
        'The kernel’s thread that looks for requests, its id on the host.',
      ),
      pollerCpu: poller('sqThreadCpu', 'SqThreadCpu', 'The CPU that this thread is bound to.'),
      pollerMicroseconds: figure('sqTotalTime', 'SqTotalTime', 'How long this thread has run. Since Linux 6.9.'),
      pollerWorkMicroseconds: figure('sqWorkTime', 'SqWorkTime', 'How long it had requests. Since Linux 6.9.'),
      registeredFiles: figure('userFiles', 'UserFiles', 'Places for files that are registered.'),
      registeredBuffers: figure('userBufs', 'UserBufs', 'Buffers that are registered.'),
      busyPolling: t.boolean({
        from: ['fdinfo'],
        nullable: true,
        description:
          'Whether it waits for network devices by asking them, NAPI busy polling. Since Linux 6.12. Source: fdinfo `NAPI`.',
        resolve: (open) => printed(open, open.descriptor.details(parseIoUring).napi, 'NAPI'),
      }),
    };
  },
});
