import { builder } from '../builder.ts';
import { nodeOf } from '../model/nodes.ts';
import { Node } from './node.ts';

builder.queryFields((t) => ({
  node: t.field({
    type: Node,
    nullable: true,
    args: { id: t.arg.id({ required: true, description: 'An id that an earlier answer gave.' }) },
    description: 'The thing with this id. Null if it is gone: the process with a successor’s pid is another.',
    resolve: (_, { id }, { operation }) => nodeOf(operation, id),
  }),
  nodes: t.field({
    type: [Node],
    nullable: { items: true, list: false },
    args: { ids: t.arg.idList({ required: true, description: 'Ids that earlier answers gave.' }) },
    description: 'The things with these ids, in this order; null for one that is gone.',
    resolve: (_, { ids }, { operation }) =>
      Promise.all(ids.map((id) => operation.nulls.spokenLater('Query.nodes', nodeOf(operation, id)))),
  }),
}));
