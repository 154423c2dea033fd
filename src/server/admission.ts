import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { geteuid } from 'node:process';
import { ClientEnds } from '../model/client-ends.ts';
import { ProcfsError } from '../procfs/error.ts';
import { isLoopback } from '../procfs/net/address.ts';
import { Proc } from '../procfs/proc.ts';
import { remembered } from '../remembered.ts';
import { connectionOf } from './caller.ts';

/** Who needs no token: who runs as the user of the server or as root, nobody, or everyone. */
export type Auth = 'user' | 'token' | 'none';

export interface AdmissionOptions {
  /** Whose threads look clients up. */
  proc: Proc;
  auth: Auth;
  /** What `Authorization: Bearer` is compared with. Null: there is none that lets anybody in. */
  token: string | null;
  /** Told of each connection of which the kernel says whose it is. */
  identified: (socket: Socket, uid: number) => void;
}

/** Where the kernel says whose the other end of a connection is: not the mount that is served, which may be any. */
const ownMount = '/proc';

/** Stands for all users who have no number in the user namespace of the server. */
const overflowUid = 65_534;

/** Headers of those who ask for others: whose socket it is says nothing then. */
const proxyHeader = /^(forwarded|via|x-forwarded-.*|x-real-ip)$/;

/** Decides who may ask, once for each connection. */
export class Admission {
  readonly #auth: Auth;
  readonly #token: Buffer | null;
  readonly #identified: AdmissionOptions['identified'];
  readonly #clients: ClientEnds;
  readonly #refusals = new WeakMap<Socket, Promise<string | undefined>>();

  constructor({ proc, auth, token, identified }: AdmissionOptions) {
    this.#clients = new ClientEnds(new Proc(ownMount, proc.pools));
    this.#auth = auth;
    this.#identified = identified;
    this.#token = token === null ? null : digest(token);
  }

  /** Why a request is not answered, in a sentence for whoever sent it; nothing if it is. */
  refusal(
    { socket, headers }: IncomingMessage,
    authorization = headers.authorization,
  ): Promise<string | undefined> | string | undefined {
    if (this.#auth === 'none') return undefined;
    if (authorization !== undefined) return this.#isToken(authorization) ? undefined : wrongToken;
    if (this.#auth === 'token') return tokenWanted;
    if (Object.keys(headers).some((name) => proxyHeader.test(name))) return `It came by a proxy. ${tokenWanted}`;
    return remembered(this.#refusals, socket, () => this.#refusalOf(socket));
  }

  #isToken(authorization: string): boolean {
    const [, token] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
    return token !== undefined && this.#token !== null && timingSafeEqual(digest(token), this.#token);
  }

  async #refusalOf(socket: Socket): Promise<string | undefined> {
    const connection = connectionOf(socket);
    if (connection === undefined) return 'The connection is closed already.';
    if (!isLoopback(connection.remoteAddress)) return `You ask from another machine. ${tokenWanted}`;
    try {
      const end = await this.#clients.find(connection);
      if (end === null || end.uid === overflowUid) return `The kernel does not say who you are. ${tokenWanted}`;
      this.#identified(socket, end.uid);
      return end.uid === 0 || end.uid === geteuid?.()
        ? undefined
        : `You are not the user who runs this server. ${tokenWanted}`;
    } catch (error) {
      if (!(error instanceof ProcfsError)) throw error;
      return `The kernel does not say who you are: ${error.message}. ${tokenWanted}`;
    }
  }
}

const tokenWanted = 'Send the token of the server, which its user has: "Authorization: Bearer TOKEN".';
const wrongToken = 'This is not the token of this server.';

/** Of one length, whatever is compared. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
