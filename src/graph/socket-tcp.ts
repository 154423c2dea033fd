import { builder } from '../builder.ts';
import { Socket } from '../model/socket.ts';
import { socketState } from '../model/socket-state.ts';
import type { InetSocket } from '../procfs/net/tcp.ts';

const timers = ['NONE', 'RETRANSMIT', 'KEEP_ALIVE', 'TIME_WAIT', 'ZERO_WINDOW_PROBE'] as const;

const TcpTimer = builder.enumType('TcpTimer', {
  description: 'What a TCP socket waits for.',
  values: {
    NONE: { description: 'For nothing.' },
    RETRANSMIT: { description: 'To send again what was not acknowledged.' },
    KEEP_ALIVE: { description: 'To ask whether the other end is still there, or to give a connection up.' },
    TIME_WAIT: { description: 'For the end of TIME_WAIT.' },
    ZERO_WINDOW_PROBE: { description: 'To ask whether the other end has room again.' },
    UNKNOWN: { description: 'For something that procql does not know.' },
  },
});

const TcpDetails = builder.objectRef<InetSocket>('TcpDetails').implement({
  description: 'How a TCP connection goes.',
  fields: (t) => ({
    timer: t.field({
      type: TcpTimer,
      description: 'What it waits for. Source: net/tcp `tr`.',
      resolve: ({ timer }) => timers[timer] ?? 'UNKNOWN',
    }),
    timerSeconds: t.float({
      nullable: true,
      description: 'For how much longer, seconds. Null if it waits for nothing. Source: net/tcp `tm->when`.',
      resolve: ({ timer, timerTicks }, _, { operation }) =>
        timer === 0 ? null : Number(timerTicks) / operation.machine.ticksPerSecond,
    }),
    retransmits: t.exposeInt('retransmits', {
      description: 'How often the oldest data was sent again, without an answer yet. Source: net/tcp `retrnsmt`.',
    }),
    probes: t.exposeInt('probes', {
      description: 'How many probes are without an answer yet. Source: net/tcp `timeout`.',
    }),
    retransmitTimeoutSeconds: t.float({
      nullable: true,
      description:
        'How long it waits for an acknowledgement, seconds. Null in TIME_WAIT and SYN_RECV. Source: net/tcp, first after the pointer.',
      resolve: ({ tcp }, _, { operation }) => tcp && tcp.retransmitTimeoutTicks / operation.machine.ticksPerSecond,
    }),
    congestionWindowSegments: t.int({
      nullable: true,
      description:
        'How many segments it may have under way. Null in TIME_WAIT and SYN_RECV. Source: net/tcp, fourth after the pointer.',
      resolve: ({ tcp }) => tcp?.congestionWindow ?? null,
    }),
    slowStartThresholdSegments: t.int({
      nullable: true,
      description:
        'From how many segments on that grows slowly. Null as long as nothing was lost, and in TIME_WAIT and SYN_RECV. Source: net/tcp, last.',
      resolve: ({ tcp }) => (tcp === null || tcp.slowStartThreshold < 0 ? null : tcp.slowStartThreshold),
    }),
  }),
});

builder.objectField(Socket, 'tcp', (t) =>
  t.field({
    type: TcpDetails,
    from: ['socket'],
    nullable: true,
    description:
      'How its TCP connection goes. Null for a listener, and for other protocols. Source: net/tcp, net/tcp6.',
    resolve: (socket) => {
      const isConnection = socket.listing.protocol.startsWith('TCP') && socketState(socket) !== 'LISTEN';
      return isConnection ? socket.row('inet') : null;
    },
  }),
);
