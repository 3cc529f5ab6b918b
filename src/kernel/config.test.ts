import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, inspect } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { BadConfig, readConfig, type Environment } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-config-'));

afterAll(() => rmSync(folder, { recursive: true }));

function faults(env: Environment): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    return error.sentences.map((sentence) => sentence('fr'));
  }
}

test('no setting is required', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    port: 3000,
    url: 'http://localhost:3000',
    host: '127.0.0.1',
    lang: 'fr',
    checkpointSeconds: 300,
    backupDays: 7,
    backupWeeks: 4,
    backupMonths: 12,
  });
  expect(config.databaseUrl).toBeUndefined();
  expect(config.data).toMatch(/\/var$/);
  expect(config.backupFolder).toBe(`${config.data}/backups`);
});

test('the address follows the port, unless it is given', () => {
  expect(readConfig({ PORT: '8080' }).url).toBe('http://localhost:8080');
  expect(readConfig({ PORT: '8080', BEFFROI_URL: 'https://beffroi.aimf.example/' }).url).toBe('https://beffroi.aimf.example');
});

test('an unknown setting is refused with the nearest name', () => {
  expect(faults({ BEFFROI_DATTA: '/srv' })).toEqual(['Le réglage BEFFROI_DATTA n’existe pas. Le plus proche est BEFFROI_DATA.']);
  expect(faults({ BEFFROI_SECRET_FIL: 'x' })[0]).toContain('BEFFROI_SECRET_FILE');
});

test('every fault is said at once', () => {
  const said = faults({ PORT: '80 80', DATABASE_URL: 'mysql://x', BEFFROI_LANG: 'de', BEFFROI_BACKUP_AT: '25:00', BEFFROI_TYPO: '1' });
  expect(said).toHaveLength(5);
  expect(said.join('\n')).toContain('PORT ne convient pas\u00a0: il faut un nombre entier de 0 à 65535.');
  expect(said.join('\n')).not.toContain('mysql');
});

test('a secret may come from a file, but not twice', () => {
  const file = join(folder, 'url');
  writeFileSync(file, 'postgres://beffroi:motdepasse@localhost/beffroi\n');
  expect(readConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://beffroi:motdepasse@localhost/beffroi');
  expect(faults({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://localhost/a' })).toHaveLength(1);
  expect(faults({ SMTP_URL_FILE: join(folder, 'absent') })[0]).toContain('absent');
});

test('printing the configuration shows no secret', () => {
  const config = readConfig({
    DATABASE_URL: 'postgres://u:motdepasse@localhost/b',
    SMTP_URL: 'smtps://u:motdepasse@mail',
    BEFFROI_SECRET: 'motdepasse'.repeat(4),
  });
  for (const printed of [inspect(config), JSON.stringify(config), format('%s %o', config, config)])
    expect(printed).not.toContain('motdepasse');
  expect(inspect(config)).toContain('***');
  expect(Object.isFrozen(config)).toBe(true);
});
