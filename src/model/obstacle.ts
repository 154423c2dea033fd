import { ProcfsError } from '../procfs/error.ts';

/** Why an act was not done. */
export type Obstacle =
  /** Another process may have the pid now: that one was not touched. */
  | { kind: 'ProcessGone'; message: string }
  /** The kernel does not let this server do it. Any one of `needs` would do. */
  | { kind: 'PermissionDenied'; message: string; needs: readonly string[] }
  | { kind: 'InvalidValue'; message: string; argument: string }
  /** Procql does not do it, whoever asks. */
  | { kind: 'NotAllowed'; message: string }
  | { kind: 'ActFailed'; message: string };

/** Thrown by an act that was not done. */
export class Obstructed extends Error {
  override readonly name = 'Obstructed';
  readonly obstacle: Obstacle;

  constructor(obstacle: Obstacle) {
    super(obstacle.message);
    this.obstacle = obstacle;
  }
}

export function invalid(argument: string, message: string): Obstructed {
  return new Obstructed({ kind: 'InvalidValue', message, argument });
}

export function notAllowed(message: string): Obstructed {
  return new Obstructed({ kind: 'NotAllowed', message });
}

export function failed(message: string): Obstructed {
  return new Obstructed({ kind: 'ActFailed', message });
}

/** `what` is what was to be done, as in "to signal 12". */
export function denied(what: string, needs: readonly string[]): Obstructed {
  const uid = process.geteuid?.();
  const message = `${what} takes ${needs.join(' or ')}; this server runs as uid ${uid}`;
  return new Obstructed({ kind: 'PermissionDenied', message, needs });
}

/** What an act gives, or why it was not done. */
export async function attempt<T>(act: Promise<T>): Promise<T | Obstacle> {
  try {
    return await act;
  } catch (error) {
    if (error instanceof Obstructed) return error.obstacle;
    if (error instanceof ProcfsError) return { kind: 'ActFailed', message: error.message };
    throw error;
  }
}
