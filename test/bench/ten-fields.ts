import { type Client, timed } from './client.ts';

export const fields =
  'pid name state stat { ppid nice } cpu { userSeconds systemSeconds } residentBytes threadCount startedAt';

/** Ten fields of every process. */
export const tenFields = `{ processes { nodes { ${fields} } } }`;

interface Answered {
  /** How many processes were answered: those too that are there anyway. */
  rows: number;
  /** Milliseconds from the request to the last byte of the answer. */
  ms: number;
}

export async function askTenFields(client: Client, atLeast: number): Promise<Answered> {
  const [answer, ms] = await timed(() => client.post(tenFields));
  const rows = JSON.parse(answer).data.processes.nodes.length;
  if (rows < atLeast) throw new Error('not all were answered');
  return { rows, ms };
}

export async function timeOfTenFields(client: Client, atLeast: number): Promise<number> {
  return (await askTenFields(client, atLeast)).ms;
}
