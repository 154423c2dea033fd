import { type Client, timed } from './client.ts';

export const fields =
  'pid name state stat { ppid nice } cpu { userSeconds systemSeconds } residentBytes threadCount startedAt';

/** Ten fields of every process. */
export const tenFields = `{ processes { nodes { ${fields} } } }`;

/** Milliseconds from the request to the last byte of the answer. */
export async function timeOfTenFields(client: Client, atLeast: number): Promise<number> {
  const [answer, ms] = await timed(() => client.post(tenFields));
  if (JSON.parse(answer).data.processes.nodes.length < atLeast) throw new Error('not all were answered');
  return ms;
}
