import { GraphQLError } from 'graphql';
import { bounded } from '../bad-input.ts';
import type { Machine } from '../model/machine.ts';
import { type Obstacle, obstacles } from '../model/tailable.ts';
import { ProcfsError } from '../procfs/error.ts';
import { DescriptorTails } from './descriptor-tails.ts';
import { type FileLines, FileTail } from './file-tail.ts';
import { Follower } from './follower.ts';
import { type Start, startOfLast } from './last-lines.ts';
import { Source } from './source.ts';
import { Tail } from './tail.ts';
import type { Tick } from './tick.ts';
import { explained } from './unavailable.ts';
import { type Found, WatchedDescriptor } from './watched-descriptor.ts';

const mostLast = 10_000;

/**
 * The last lines of the file that a descriptor leads to, then each as it is written. The file is opened anew and read
 * from reader threads; descriptors that this would disturb are refused. Ends when the descriptor or its process does.
 */
export async function followLines(machine: Machine, pid: number, fd: number, last: number): Promise<FollowedLines> {
  bounded('pid', pid, 1, 2 ** 31 - 1);
  bounded('fd', fd, 0, 2 ** 31 - 1);
  bounded('last', last, 0, mostLast);
  if (machine.privacy.deny.includes('fdLines')) throw refusal({ pid, fd }, 'DENIED');
  const lines = new FollowedLines((follower) => start(follower, new WatchedDescriptor(machine, pid, fd), last));
  await lines.start();
  return lines;
}

/** Each reader has a tail of its own until it has read to the end of the file: there it meets the others. */
class FollowedLines extends Source<Tick<FileLines>> {
  readonly #start: (follower: Follower) => Promise<void>;
  #first: Follower | undefined;

  constructor(start: (follower: Follower) => Promise<void>) {
    super(() => {});
    this.#start = start;
  }

  /** For the first reader: throws what keeps it from reading. */
  async start(): Promise<void> {
    const follower = this.#follower();
    await this.#start(follower);
    this.#first = follower;
  }

  override forReader(): Follower {
    const first = this.#first;
    this.#first = undefined;
    if (first !== undefined) return first;
    const follower = this.#follower();
    this.#start(follower).catch((error: unknown) => follower.end({ error }));
    return follower;
  }

  override after(): never {
    throw new Error('what comes next depends on the reader');
  }

  #follower(): Follower {
    const follower = new Follower(() => leave());
    const leave = this.listen(() => follower.end(this.ending));
    if (this.ending !== undefined) follower.end(this.ending);
    return follower;
  }
}

async function start(follower: Follower, descriptor: WatchedDescriptor, last: number): Promise<void> {
  try {
    const opened = await descriptor.look();
    if (opened === null) throw absent(descriptor);
    const found = await DescriptorTails.of(descriptor).open(opened);
    if (typeof found === 'string') throw refusal(descriptor, found);
    const reading = new FileTail(found.file, await startOf(found, last), descriptor.machine.secrets);
    follower.begin(new Tail(DescriptorTails.of(descriptor), found, reading));
  } catch (error) {
    throw explained(error);
  }
}

async function startOf({ file }: Found, last: number): Promise<Start> {
  try {
    return await startOfLast(file, last);
  } catch (error) {
    await file.close();
    throw error;
  }
}

function absent({ pid, fd }: WatchedDescriptor): ProcfsError {
  return new ProcfsError('NOT_FOUND', `process ${pid} has no descriptor ${fd}`);
}

function refusal({ pid, fd }: Pick<WatchedDescriptor, 'pid' | 'fd'>, obstacle: Obstacle): GraphQLError {
  const message = `descriptor ${fd} of process ${pid} cannot be followed. ${obstacles[obstacle].description}`;
  return new GraphQLError(message, { extensions: { code: 'NOT_TAILABLE', obstacle } });
}
