import { chmodSync, lchownSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { Command, ExitCode } from '../command.ts';
import { Invalid, Missing, Refused } from '../errors.ts';
import { readWords, type Typed } from './read-words.ts';
import { runCommand, type Terminal, UnreadableFile } from './run.ts';
import { askServer, listenToCommands, socketPath } from './socket.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-commands-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.unstubAllEnvs());

const show: Command = {
  words: ['figure', 'show'],
  summary: () => 'Montre un chiffre.',
  usage: 'SLUG [--on JOUR]',
  options: { on: { type: 'string' }, json: { type: 'boolean' } },
  arguments: { min: 1, max: 1 },
  run: async () => 0,
};
const list: Command = {
  words: ['figure', 'list'],
  summary: () => 'Liste les chiffres.',
  usage: '',
  arguments: { min: 0, max: 0 },
  run: async () => 0,
};
const commands = [show, list];

test('the words name a command, then come its arguments and options, in any order', () => {
  expect(readWords(['figure', 'show', '--on', '2025-11-19', 'etats', '--json'], commands, 'fr')).toEqual({
    command: show,
    arguments: ['etats'],
    options: { on: '2025-11-19', json: true },
  });
});

test.each([
  [[], 0, 'Liste les chiffres.'],
  [['--help'], 0, 'Montre un chiffre.'],
  [['figure', 'show', '--help'], 0, 'Usage\u00a0: beffroi figure show SLUG [--on JOUR]'],
  [['figur', 'show'], 2, 'Vouliez-vous «\u00a0figure show\u00a0»\u202f?'],
  [['figure'], 2, 'Usage\u00a0: beffroi figure list'],
  [['figure', 'show'], 2, 'Il n’y a pas le bon nombre d’arguments.'],
  [['figure', 'list', 'trop'], 2, 'Il n’y a pas le bon nombre d’arguments.'],
  [['figure', 'show', 'etats', '--onn', 'x'], 2, 'Cette option n’est pas connue'],
  [['figure', 'show', 'etats', '--on'], 2, 'Cette option n’est pas connue'],
] as [string[], ExitCode, string][])('« beffroi %j » ends with %i and says « %s »', (typed, exit, sentence) => {
  const read = readWords(typed, commands, 'fr');
  if ('command' in read) throw new Error('This was not to be understood');
  expect(read.exit).toBe(exit);
  expect(('print' in read ? read.print : read.complain).join('\n')).toContain(sentence);
});

test('it speaks English where it is asked to', () => {
  expect(readWords(['figure', 'show'], commands, 'en')).toMatchObject({
    complain: ['The number of arguments is not right.', 'Usage: beffroi figure show SLUG [--on JOUR]'],
  });
});

test.each([
  [new Refused(() => 'Une règle s’y oppose.'), 1, 'Une règle s’y oppose.'],
  [new Missing(), 1, 'Il n’y a rien de ce nom'],
  [new Invalid({ on: () => 'Ce jour n’existe pas.' }), 2, 'Ce jour n’existe pas.'],
  [new UnreadableFile('a.csv', 'ENOENT'), 2, 'Le fichier a.csv ne peut pas être lu (ENOENT).'],
])('%s is an answer: exit %i, « %s »', async (error, exit, sentence) => {
  const terminal = recorder();
  expect(
    await run(
      {
        ...list,
        run: async () => {
          throw error;
        },
      },
      terminal,
    ),
  ).toBe(exit);
  expect(terminal.complained.join()).toContain(sentence);
});

test('a bug is no answer', async () => {
  await expect(
    run(
      {
        ...list,
        run: async () => {
          throw new TypeError('oups');
        },
      },
      recorder(),
    ),
  ).rejects.toThrow('oups');
});

test('a command that says it needs no database is given none', async () => {
  await expect(run({ ...list, run: async (call) => (call.act ? 0 : 1) }, recorder())).rejects.toThrow('needs no database');
});

test('the server runs what another terminal asks, reads its files there, and only its owner may ask', async () => {
  const path = socketPath(folder);
  const server = await listenToCommands(path, async (typed, terminal, lang) => {
    terminal.print(`${lang} ${typed.join(' ')}`);
    terminal.print(new TextDecoder().decode(await terminal.readFile('lettre.txt')));
    await terminal.readFile('absente.txt').catch((error: Error) => terminal.complain(error.message));
    return 1;
  });
  const terminal = recorder({ 'lettre.txt': 'Chères collègues,\n« 90 États »' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await askServer(path, ['figure', 'list'], terminal, 'fr')).toBe(1);
  expect(terminal.printed).toEqual(['fr figure list', 'Chères collègues,\n« 90 États »']);
  expect(terminal.complained).toEqual(['ENOENT']);
  await new Promise((resolve) => server.close(resolve));
  expect(await askServer(path, [], recorder(), 'fr')).toBeNull();
});

test('a server that stops before it answers is told of', async () => {
  const path = join(folder, 'mute.sock');
  const server = await listenToCommands(path, async () => {
    for (const socket of open) socket.destroy();
    return new Promise<ExitCode>(() => {});
  });
  const open = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => open.add(socket));
  expect(await askServer(path, [], recorder(), 'fr')).toBe('lost');
  server.close();
});

test('who connects and says nothing keeps no one waiting', async () => {
  const path = join(folder, 'quiet.sock');
  const server = await listenToCommands(path, async () => 0);
  const quiet = createConnection(path);
  await new Promise((resolve) => quiet.once('connect', resolve));
  expect(await askServer(path, [], recorder(), 'fr')).toBe(0);
  quiet.destroy();
  server.close();
});

test('a data folder with a long name has its socket elsewhere, in a folder that nobody else may open', async () => {
  const long = `/srv/${'long/'.repeat(40)}`;
  expect(socketPath('/srv/beffroi')).toBe('/srv/beffroi/beffroi.sock');
  const shared = mkdtempSync(join(tmpdir(), 'beffroi-tmp-'));
  vi.stubEnv('TMPDIR', shared);
  const path = socketPath(long);
  expect(Buffer.byteLength(path)).toBeLessThan(108);
  const server = await listenToCommands(path, async () => 0);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect(await askServer(path, [], recorder(), 'fr')).toBe(0);
  // Once others may open it, what is there may be theirs.
  chmodSync(dirname(path), 0o777);
  expect(await askServer(path, [], recorder(), 'fr')).toBeNull();
  await new Promise((resolve) => server.close(resolve));
  await expect(listenToCommands(path, async () => 0)).rejects.toThrow('belongs to someone else');
  rmSync(shared, { recursive: true });
});

test('a socket that someone else put there, or a way to one, is asked nothing', async () => {
  const path = join(folder, 'foreign.sock');
  const server = await listenToCommands(path, async () => 0);
  const link = join(folder, 'link.sock');
  symlinkSync(path, link);
  expect(await askServer(link, ['figure', 'list'], recorder(), 'fr')).toBeNull();
  expect(await askServer(path, ['figure', 'list'], recorder(), 'fr')).toBe(0);
  // Only root gives a socket to someone else.
  if (process.getuid?.() === 0) {
    lchownSync(path, 65_534, 65_534);
    expect(await askServer(path, ['figure', 'list'], recorder(), 'fr')).toBeNull();
  }
  server.close();
});

function run(command: Command, terminal: Terminal): Promise<ExitCode> {
  const read: Extract<Typed, { command: unknown }> = { command, arguments: [], options: {} };
  return runCommand(read, { config: {} as never, lang: 'fr', opened: null }, terminal);
}

function recorder(files: Record<string, string> = {}): Terminal & { printed: string[]; complained: string[] } {
  const printed: string[] = [];
  const complained: string[] = [];
  return {
    folder,
    printed,
    complained,
    print: (line) => void printed.push(line),
    complain: (line) => void complained.push(line),
    async readFile(path) {
      const text = files[path];
      if (text === undefined) throw new UnreadableFile(path, 'ENOENT');
      return new TextEncoder().encode(text);
    },
  };
}
