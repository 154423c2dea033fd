import type { Plugin } from 'graphql-yoga';

const events = 'text/event-stream';
const forms = [events, 'multipart/mixed', 'application/graphql-response+json', 'application/json'];

/**
 * Says what to send to a client that accepts no form of its answer, before anything is done for it. Yoga says nothing,
 * carries a mutation out, and lets a subscription go on.
 */
export const acceptable: Plugin = {
  onExecute({ args, setResultAndStopExecution }) {
    if (!isAnyAccepted(args.contextValue.request)) setResultAndStopExecution({}); // told below
  },
  onResultProcess({ request, result, resultProcessor, setResultProcessor }) {
    if (resultProcessor !== undefined) return;
    const isStream = Symbol.asyncIterator in result;
    const types = isStream ? events : forms.join(' or ');
    const message = `Accept ${types}, in UTF-8: this request accepts "${request.headers.get('accept')}".`;
    setResultProcessor(async (_, { Response }) => {
      if (isStream) await result[Symbol.asyncIterator]().return?.();
      return Response.json({ errors: [{ message, extensions: { code: 'NOT_ACCEPTABLE' } }] }, { status: 406 });
    }, 'application/json');
  },
};

function isAnyAccepted({ headers }: Request): boolean {
  const accepted = (headers.get('accept') || '*/*').replace(/\s/g, '').toLowerCase().split(',');
  const ranges = accepted.filter(isInUtf8).map(split);
  const matches = (part: string | undefined, of: string | undefined) => of === '*' || part === of;
  return forms
    .map(split)
    .some(([type, subtype]) => ranges.some((range) => matches(type, range[0]) && matches(subtype, range[1])));
}

/** As yoga reads it: without quotes. */
function isInUtf8(range: string): boolean {
  const charset = range.split(';').find((part) => part.includes('charset='));
  return charset === undefined || charset === 'charset=utf-8';
}

/** Type and subtype, without parameters. */
function split(text: string): string[] {
  return (text.split(';', 1)[0] ?? '').split('/');
}
