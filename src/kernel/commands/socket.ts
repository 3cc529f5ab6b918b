import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmSync, type Stats } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ExitCode } from '../command.ts';
import type { Lang } from '../i18n/lang.ts';
import { type Terminal, UnreadableFile } from './run.ts';

/** One line each way, in JSON. The command line asks once; the server prints, asks for files, and ends with `exit`. */
type Asked = { typed: string[]; folder: string; lang: Lang };
type Said = { print: string } | { complain: string } | { read: string } | { exit: ExitCode };
type FileAnswer = { content: string } | { unreadable: string };

/** What the server does with the words typed at another terminal. */
export type Answer = (typed: string[], terminal: Terminal, lang: Lang) => Promise<ExitCode>;

/**
 * Where the server that holds a data folder listens to commands: beside the data or, since the name of a socket is at most
 * 107 bytes long, in a folder of our own among those that everyone may write to.
 */
export function socketPath(data: string): string {
  const beside = join(data, 'beffroi.sock');
  if (Buffer.byteLength(beside) <= 100) return beside;
  return join(sharedFolder(), `${createHash('sha256').update(data).digest('hex').slice(0, 16)}.sock`);
}

/** Listens to commands of the same person on the same machine. The folder's lock is held: a socket that is there is left over. */
export async function listenToCommands(path: string, answer: Answer): Promise<Server> {
  if (dirname(path) === sharedFolder()) {
    mkdirSync(sharedFolder(), { mode: 0o700, recursive: true });
    if (!isSafe(path)) throw new Error(`The folder ${sharedFolder()} belongs to someone else, or is open to others`);
  }
  rmSync(path, { force: true });
  const server = createServer((socket) => void serve(socket, answer));
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  } finally {
    process.umask(mask);
  }
  chmodSync(path, 0o600);
  return server;
}

/** Asks the server to run a command; it may ask for any file, so it must be our own. @returns null where no server of ours listens */
export async function askServer(path: string, typed: string[], terminal: Terminal, lang: Lang): Promise<ExitCode | 'lost' | null> {
  if (!isSafe(path) || !findOwn(path)?.isSocket()) return null;
  const socket = await connectTo(path);
  if (!socket) return null;
  write(socket, { typed, folder: terminal.folder, lang } satisfies Asked);
  try {
    for await (const line of createInterface({ input: socket })) {
      const said: Said = JSON.parse(line);
      if ('print' in said) terminal.print(said.print);
      else if ('complain' in said) terminal.complain(said.complain);
      else if ('read' in said) write(socket, await readFor(terminal, said.read));
      else return said.exit;
    }
    return 'lost';
  } finally {
    socket.destroy();
  }
}

/** By our number: names and `TMPDIR` may be anyone's. */
function sharedFolder(): string {
  return join(tmpdir(), `beffroi-${process.getuid?.()}`);
}

/** Whether nobody else can put a socket at this path: where everyone writes, only in a folder that we alone may open. */
function isSafe(path: string): boolean {
  const folder = sharedFolder();
  if (dirname(path) !== folder) return true;
  const found = findOwn(folder);
  return found !== null && found.isDirectory() && (found.mode & 0o077) === 0;
}

/** What is at this path, links not followed; null where it is not ours, or cannot be looked at. */
function findOwn(path: string): Stats | null {
  try {
    const found = lstatSync(path);
    return found.uid === process.getuid?.() ? found : null;
  } catch {
    return null;
  }
}

function connectTo(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

async function readFor(terminal: Terminal, path: string): Promise<FileAnswer> {
  try {
    return { content: Buffer.from(await terminal.readFile(path)).toString('base64') };
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: error.message };
    throw error;
  }
}

async function serve(socket: Socket, answer: Answer): Promise<void> {
  socket.on('error', () => socket.destroy());
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) return;
  const { typed, folder, lang }: Asked = JSON.parse(first.value);
  const exit = await answer(
    typed,
    {
      folder,
      print: (line) => write(socket, { print: line }),
      complain: (line) => write(socket, { complain: line }),
      async readFile(path) {
        write(socket, { read: path });
        const next = await lines.next();
        const file: FileAnswer = next.done ? { unreadable: 'EPIPE' } : JSON.parse(next.value);
        if ('unreadable' in file) throw new UnreadableFile(path, file.unreadable);
        return Buffer.from(file.content, 'base64');
      },
    },
    lang,
  );
  socket.end(`${JSON.stringify({ exit } satisfies Said)}\n`);
}

function write(socket: Socket, message: Asked | Said | FileAnswer): void {
  socket.write(`${JSON.stringify(message)}\n`);
}
