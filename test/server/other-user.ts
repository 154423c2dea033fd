import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A user of no other process, who is not in the way of anyone. */
export const otherUid = 54_321;

interface Asked {
  status: number;
  body: string;
}

const get = `
const [url, headers] = process.argv.slice(1);
const response = await fetch(url, { headers: { accept: 'application/json', ...JSON.parse(headers) } });
console.log(JSON.stringify({ status: response.status, body: (await response.text()).slice(0, 2000) }));
`;

/** A GET by a process of another user; of another uid than root's, tests must run as root. */
export async function askAs(uid: number, url: string, headers: Readonly<Record<string, string>> = {}): Promise<Asked> {
  const args = ['--input-type=module', '-e', get, url, JSON.stringify(headers)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { uid, gid: uid, cwd: '/' });
  return JSON.parse(stdout);
}

const openWebSocket = `
const [url, payload] = process.argv.slice(1);
const socket = new WebSocket(url, 'graphql-transport-ws');
socket.onopen = () => socket.send(JSON.stringify({ type: 'connection_init', payload: JSON.parse(payload) }));
socket.onmessage = ({ data }) => { console.log(data); socket.close(); };
socket.onclose = ({ code, reason }) => code >= 4000 && console.log(JSON.stringify({ code, reason }));
`;

/** What a WebSocket by a process of another user is told first, or when it is closed. */
export async function openAs(uid: number, url: string, payload: object = {}): Promise<Record<string, unknown>> {
  const args = ['--input-type=module', '-e', openWebSocket, url.replace('http', 'ws'), JSON.stringify(payload)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { uid, gid: uid, cwd: '/' });
  return JSON.parse(stdout);
}
