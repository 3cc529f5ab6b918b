import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bare server answers to everything. */
export interface BareAnswer {
  headers: Record<string, string>;
  /** In base64. */
  body: string;
}

// The least that Node can do: a server that sends the same bytes whatever it is asked. `node bare-server.ts FILE`.
const { headers, body } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as BareAnswer;
const bytes = Buffer.from(body, 'base64');
const server = createServer((_, response) => {
  response.writeHead(200, headers);
  response.end(bytes);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
