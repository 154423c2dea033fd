import type { Plugin } from 'graphql-yoga';

/** Says what to send to a client that accepts no form of its answer. Yoga says nothing, and lets a subscription go on. */
export const acceptable: Plugin = {
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
