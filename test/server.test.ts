import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { allCommands } from '../src/commands.ts';
import { readWords } from '../src/kernel/commands/read-words.ts';
import { askServer, socketPath } from '../src/kernel/commands/socket.ts';
import { readConfig } from '../src/kernel/config.ts';
import { startServer } from '../src/server.ts';

const data = mkdtempSync(join(tmpdir(), 'beffroi-server-'));
const settings = { BEFFROI_DATA: data, PORT: '0', BEFFROI_BACKUP_AT: 'off' };

afterAll(() => rmSync(data, { recursive: true }));

test('one process starts, answers, runs commands, refuses a second, and stops clean', { timeout: 180_000 }, async () => {
  const config = readConfig(settings);
  const log: string[] = [];
  const server = await startServer(config, (line) => log.push(line));
  expect(server.url).toMatch(/^http:\/\/localhost:[1-9]\d*$/);

  const ready = await fetch(`${server.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true, checks: { database: true, migrations: true, running: true } }]);
  expect(await (await fetch(`${server.url}/healthz`)).text()).toBe('ok');
  expect((await fetch(server.firstAdminUrl!)).status).toBe(200);
  expect(await (await fetch(`${server.url}/chiffres/etats-francophonie`)).text()).toContain('90');

  const printed: string[] = [];
  const terminal = {
    folder: data,
    print: (line: string) => void printed.push(line),
    complain: (line: string) => void printed.push(line),
    readFile: async () => new Uint8Array(),
  };
  expect(await askServer(socketPath(data), ['figure', 'show', 'etats-francophonie', '--on', '2025-11-19', '--json'], terminal, 'fr')).toBe(
    0,
  );
  expect(JSON.parse(printed.join('\n'))).toMatchObject({ slug: 'etats-francophonie', value: 90 });
  printed.length = 0;
  expect(await askServer(socketPath(data), ['keys', 'rotate'], terminal, 'fr')).toBe(0);
  expect(await askServer(socketPath(data), ['backup', 'sauvegarde.zip', '--json'], terminal, 'fr')).toBe(0);
  expect(JSON.parse(printed.at(-1)!)).toMatchObject({ file: join(data, 'sauvegarde.zip') });
  expect(await askServer(socketPath(data), ['doctor', '--json'], terminal, 'fr')).toBe(1);
  const { findings } = JSON.parse(printed.at(-1)!) as { findings: { subject: string; state: string }[] };
  expect(findings.filter(({ state }) => state === 'bad').map(({ subject }) => subject)).toEqual(['team']);
  expect(await askServer(socketPath(data), ['migrate'], terminal, 'fr')).toBe(2);
  expect(printed.at(-1)).toContain('arrêtez-le d’abord');

  await expect(startServer(config, () => {})).rejects.toThrow('déjà utilisé par un autre processus');
  await server.stop();
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  expect(await askServer(socketPath(data), ['figure', 'list'], terminal, 'fr')).toBeNull();
  expect(existsSync(join(data, 'beffroi.pid'))).toBe(false);
  expect(log.filter((line) => line.includes('"error"'))).toEqual([]);
});

test('every command explains itself in both languages, and its words are its own', () => {
  for (const command of allCommands) {
    expect(readWords([...command.words, '--help'], allCommands, 'fr')).toMatchObject({ exit: 0 });
    expect(command.summary('fr')).not.toBe(command.summary('en'));
  }
  const words = allCommands.map((command) => command.words.join(' '));
  expect(new Set(words).size).toBe(words.length);
});

test('a command that other words lengthen is never hidden by it', () => {
  for (const { words } of allCommands)
    expect(readWords([...words, '--help'], allCommands, 'fr')).toMatchObject({
      print: [expect.stringContaining(`beffroi ${words.join(' ')}`), '', expect.any(String)],
    });
});
