import { builder } from '../builder.ts';
import { Socket } from '../model/socket.ts';
import { peerOf } from '../model/socket-peer.ts';
import { SocketRef } from './socket.ts';

builder.objectField(Socket, 'peer', (t) =>
  t.field({
    type: SocketRef,
    from: ['socket'],
    nullable: true,
    description:
      'The socket at the other end, if it is on this machine. TCP, and datagrams between two that are connected: the one with the same two ends the other way round, in the same network namespace or, unless they are loopback addresses, in one other. Null where it is on another machine or behind translated addresses; AMBIGUOUS where several networks have the same addresses. Of a connected Unix socket procfs does not say it: null, UNSUPPORTED. Source: the same tables.',
    resolve: (socket, _, { operation }) => peerOf(operation, socket),
  }),
);
