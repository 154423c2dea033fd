/** Bytes of why a socket is closed: RFC 6455, section 5.5. */
const longestReason = 123;

/** As much of a text as fits into the frame that closes a WebSocket, in whole characters. */
export function closeReason(text: string): string {
  const start = Buffer.from(text).subarray(0, longestReason);
  return new TextDecoder().decode(start, { stream: true }); // keeps half a character back
}
