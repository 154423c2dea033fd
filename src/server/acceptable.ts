import type { Plugin } from 'graphql-yoga';

const forms = ['text/event-stream', 'multipart/mixed', 'application/graphql-response+json', 'application/json'];

/**
 * Says what to send to a client that accepts no form of its answer, before anything is done for it. Yoga says nothing,
 * carries a mutation out, and lets a subscription go on.
 */
export const acceptable: Plugin = {
  onExecute({ args, setResultAndStopExecution }) {
    if (!isAnyAccepted(args.contextValue.request)) setResultAndStopExecution({}); // told below
  },
  onResultProcess({ request, result, resultProcessor, acceptableMediaTypes, setResultProcessor }) {
    if (resultProcessor !== undefined) return;
    const types = [...new Set(acceptableMediaTypes)].join(' or ');
    const message = `Accept ${types}: this request accepts "${request.headers.get('accept')}".`;
    setResultProcessor(async (_, { Response }) => {
      if (Symbol.asyncIterator in result) await result[Symbol.asyncIterator]().return?.();
      return Response.json({ errors: [{ message, extensions: { code: 'NOT_ACCEPTABLE' } }] }, { status: 406 });
    }, 'application/json');
  },
};

function isAnyAccepted({ headers }: Request): boolean {
  const ranges = (headers.get('accept') || '*/*').toLowerCase().split(',').map(split);
  const matches = (part: string | undefined, of: string | undefined) => of === '*' || part === of;
  return forms
    .map(split)
    .some(([type, subtype]) => ranges.some((range) => matches(type, range[0]) && matches(subtype, range[1])));
}

/** Type and subtype, without parameters. */
function split(text: string): string[] {
  return (text.split(';', 1)[0] ?? '').trim().split('/');
}
