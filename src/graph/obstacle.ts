import { builder } from '../builder.ts';
import type { Obstacle } from '../model/obstacle.ts';

type Of<K extends Obstacle['kind']> = Extract<Obstacle, { kind: K }>;

const ObstacleRef = builder.interfaceRef<Obstacle>('Obstacle').implement({
  description: 'Why an act was not done.',
  resolveType: ({ kind }) => kind,
  fields: (t) => ({
    message: t.exposeString('message', { description: 'What was in the way, and what would do, in a sentence.' }),
  }),
});

const ProcessGone = builder.objectRef<Of<'ProcessGone'>>('ProcessGone').implement({
  description: 'The process with this id is gone. If another has its pid now, that one was not touched.',
  interfaces: [ObstacleRef],
});

const PermissionDenied = builder.objectRef<Of<'PermissionDenied'>>('PermissionDenied').implement({
  description: 'The kernel does not let this server do it.',
  interfaces: [ObstacleRef],
  fields: (t) => ({
    needs: t.exposeStringList('needs', {
      description:
        'What the server would have to have, any one of these: a uid, a capability of capabilities(7), or a limit.',
    }),
  }),
});

const InvalidValue = builder.objectRef<Of<'InvalidValue'>>('InvalidValue').implement({
  description: 'The kernel does not take this value, or has no such thing.',
  interfaces: [ObstacleRef],
  fields: (t) => ({ argument: t.exposeString('argument', { description: 'Name of the argument that is wrong.' }) }),
});

const NotAllowed = builder.objectRef<Of<'NotAllowed'>>('NotAllowed').implement({
  description:
    'The server does not do this, whoever asks: a setting that it was not started to write, a signal to itself or to process 1.',
  interfaces: [ObstacleRef],
});

const ActFailed = builder.objectRef<Of<'ActFailed'>>('ActFailed').implement({
  description:
    'The kernel did not do it for another reason, which the message gives: it is a zombie, a mount is read-only, no answer came in time.',
  interfaces: [ObstacleRef],
});

/** The types of obstacles that an act on a process can meet. */
export const processObstacles = [ProcessGone, PermissionDenied, InvalidValue, NotAllowed, ActFailed];

/** The types of obstacles that writing a setting can meet. */
export const settingObstacles = [PermissionDenied, InvalidValue, NotAllowed, ActFailed];
