import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL server of our own, on a socket in a temporary folder: no port, no password, nobody else. */
export interface Cluster {
  url: string;
  /** Kills the server and its connections at once, as a crash would (`immediate`), and starts it again. */
  crash(): Promise<void>;
  remove(): Promise<void>;
}

/** @param options `durable: false` for tests that never crash the server: it then skips fsync */
export async function startCluster({ durable }: { durable: boolean }): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'beffroi-pg-'));
  const user = serverUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const binaries = findBinaries();
  const data = join(folder, 'data');
  execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'beffroi', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'], {
    ...user,
    cwd: folder,
    stdio: 'ignore',
  });
  let server = await startServer();

  async function startServer(): Promise<ChildProcess> {
    const settings = {
      listen_addresses: '',
      unix_socket_directories: folder,
      max_connections: '60',
      shared_buffers: '64MB',
      ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    };
    const command = [
      join(binaries, 'postgres'),
      '-D',
      data,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ];
    const child = spawn('sh', ['-c', watched, 'sh', ...command], { ...user, cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] });
    for (;;) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL ended with status ${child.exitCode}`);
      if (isReady(binaries, folder)) return child;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  // The signals are PostgreSQL's own: SIGQUIT is an immediate shutdown, SIGINT a fast one.
  async function stop(signal: 'SIGQUIT' | 'SIGINT'): Promise<void> {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), signal);
    await ended;
  }

  return {
    url: `postgres://beffroi@localhost/postgres?host=${encodeURIComponent(folder)}`,
    async crash() {
      await stop('SIGQUIT');
      server = await startServer();
    },
    async remove() {
      await stop('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a server, and stops it when whoever started it is gone, however it went: its end closes the pipe. */
const watched =
  'exec 3<&0; "$@" & server=$!; { read -r _ <&3; kill -INT $server; } & watcher=$!; wait $server; status=$?; kill $watcher; exit $status';

/** PostgreSQL refuses to run as root: it then runs as the user that its package made. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** The oldest installed server that we support (the floor is what must be tested), or the one on the path. */
function findBinaries(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .map(Number)
        .filter((version) => version >= 15)
        .sort((a, b) => a - b)
    : [];
  return versions.length > 0 ? join(debian, String(versions[0]), 'bin') : '';
}

function isReady(binaries: string, folder: string): boolean {
  try {
    execFileSync(join(binaries, 'pg_isready'), ['-h', folder, '-q'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
