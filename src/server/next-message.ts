import type { ExecutionResult } from 'graphql';
import { Frame } from './frame.ts';

/** How a message of type `next` (graphql-transport-ws) begins, for the operation of this id. */
export function startOf(id: string): string {
  return `{"id":${JSON.stringify(id)},"type":"next","payload":`;
}

/** What follows, for whatever operation gets this result. */
export function frameOf(result: ExecutionResult): Frame {
  return new Frame(textOf(result, ''));
}

/** The whole of a message that begins so. */
export function textOf(result: ExecutionResult, start: string): string {
  return `${start}${JSON.stringify(result)}}`;
}
