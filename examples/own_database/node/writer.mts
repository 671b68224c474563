// Sends commands to a host: `node writer.mjs TENANT`, a command a line on standard input, and a word for each on
// standard output: accepted, repeated, or the code of what refuses it. PGHOST and the like say where the server is.
import { createInterface } from 'node:readline';

import pg from 'pg';
import { Rejected } from 'touchline';

import { Host } from './host.mjs';

const client = new pg.Client();
await client.connect();
const host = new Host(client, process.argv[2] ?? '');
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const { repeated } = await host.execute(JSON.parse(line));
    console.log(repeated ? 'repeated' : 'accepted');
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    console.log(error.code);
  }
}
await client.end();
