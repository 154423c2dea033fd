import { createServer } from 'node:http';

/** A server that does nothing: what node itself takes. */
const server = createServer((_, response) => response.end('{}'));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}/\n`);
});
