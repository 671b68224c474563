// A throw-away PostgreSQL: a cluster in a temporary folder, reached through a socket there, gone at the end.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import pg from 'pg';

const OWNER = 'touchline';
// A crash of the server is not what these tests are about.
const SETTINGS = ['listen_addresses=', 'fsync=off', 'shared_buffers=16MB', 'max_connections=20'];
const TRIES = 600;

/** The folder of PostgreSQL's programs, where somebody said that they are here. */
export const PROGRAMS = process.env.TOUCHLINE_POSTGRESQL;

/** The server refuses to run as root: then it runs as somebody who owns the folder and nothing else. */
function unprivileged(folder: string): { uid: number; gid: number } | object {
  if (process.getuid?.() !== 0) return {};
  const id = (what: string) => Number(execFileSync('id', [what, 'nobody'], { encoding: 'utf8' }));
  const owner = { uid: id('-u'), gid: id('-g') };
  chownSync(folder, owner.uid, owner.gid);
  return owner;
}

export interface Cluster {
  address: string;
  close(): Promise<void>;
}

export async function cluster(programs: string): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'touchline-'));
  const data = join(folder, 'data');
  const as = { cwd: folder, ...unprivileged(folder) };
  const initdb = [
    '--pgdata',
    data,
    '--username',
    OWNER,
    '--auth',
    'trust',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    '--no-sync',
  ];
  execFileSync(join(programs, 'initdb'), initdb, { stdio: 'ignore', ...as });
  const settings = [...SETTINGS, `unix_socket_directories=${folder}`].flatMap((setting) => ['-c', setting]);
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings], { stdio: 'ignore', ...as });
  const address = `postgresql://${OWNER}@/postgres?host=${encodeURIComponent(folder)}`;
  await answering(address, server);
  return {
    address,
    async close() {
      const ended = once(server, 'exit');
      server.kill('SIGQUIT'); // at once: nothing of it is to be kept
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function answering(address: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < TRIES && server.exitCode === null; tries++) {
    const client = new pg.Client({ connectionString: address });
    try {
      await client.connect();
      return await client.end();
    } catch {
      await setTimeout(50);
    }
  }
  throw new Error('PostgreSQL did not start');
}
