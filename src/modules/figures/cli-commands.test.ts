import { expect } from 'vitest';
import type { Act } from '../../kernel/act.ts';
import type { CommandCall } from '../../kernel/command.ts';
import { databaseTest } from '../../kernel/db/testing.ts';
import { listKeys } from '../../kernel/signing/index.ts';
import { revise } from '../register/factories.ts';
import { factKinds, retractFact } from '../register/index.ts';
import { figureCommands } from './cli-commands.ts';
import { recordCitations } from './drift/commands.ts';
import { createFigureFor, createMembers, testCatalogue } from './factories.ts';
import { freeze } from './snapshots/commands.ts';
import { findSnapshot } from './snapshots/queries.ts';

const test = databaseTest();
const system = { actor: { kind: 'system', name: 'commande' }, catalogue: testCatalogue } as const;

/** Runs a command as the command line does, with the files it may read. */
async function run(act: Act, words: string, options: Record<string, string | boolean> = {}, files: Record<string, string> = {}) {
  const [command] = figureCommands.filter((one) => `${words} `.startsWith(`${one.words.join(' ')} `));
  const printed: string[] = [];
  const complained: string[] = [];
  const call: Omit<CommandCall, 'installation' | 'config' | 'resolve'> = {
    act,
    options,
    lang: 'fr',
    arguments: words.split(' ').slice(command!.words.length),
    print: (line) => void printed.push(line),
    complain: (line) => void complained.push(line),
    readFile: async (path) => new TextEncoder().encode(files[path]),
  };
  const status = await command!.run(call as CommandCall);
  return { status, printed: printed.join('\n').replaceAll('\u00a0', ' '), complained: complained.join('\n') };
}

test('a figure is listed, shown and frozen from the command line', async ({ act }) => {
  const mine = act(system);
  await createMembers(mine, 'Bénin', 'Égypte');
  await createFigureFor(mine);
  expect(await run(mine, 'figure list')).toMatchObject({ status: 0, printed: 'membres\t2 membres\tMembres' });
  expect(JSON.parse((await run(mine, 'figure list', { json: true })).printed)).toEqual([
    { slug: 'membres', name: 'Membres', value: 2, unit: 'membres' },
  ]);
  expect((await run(mine, 'figure show membres', { on: '19/11/2025' })).printed).toContain('2 membres (Membres, 2025-11-19)');
  const shown = JSON.parse((await run(mine, 'figure show membres', { on: '2025-11-19', json: true })).printed) as Record<string, unknown>;
  expect(shown).toMatchObject({
    slug: 'membres',
    value: 2,
    unit: 'membres',
    on: '2025-11-19',
    knownAt: '2026-11-23T09:00:00Z',
    rows: [{ label: 'Bénin' }, { label: 'Égypte' }],
    excluded: [],
    alternatives: [],
  });
  expect((await run(mine, 'figure show membres', { 'known-at': '2020-01-01T00:00:00Z', json: true })).printed).toContain('"value": 0');
  expect((await run(mine, 'figure freeze membres')).printed).toMatch(/^BF-.*\thttp:\/\/localhost:3000\/v\/BF-/);
  expect(await run(mine, 'figure show membres', { on: '31/02/2025' })).toMatchObject({ status: 2 });
  expect(await run(mine, 'figure show membres', { 'known-at': 'hier' })).toMatchObject({
    status: 2,
    complained: '--known-at\u00a0: «\u00a0hier\u00a0» n’est pas un instant. Écrivez-le comme 2026-03-01T12:00:00Z.',
  });
});

test('a file is verified from the command line, with or without the list of known keys', async ({ act }) => {
  const mine = act(system);
  await createMembers(mine, 'Bénin');
  const { code } = await freeze(mine, await createFigureFor(mine), { on: Temporal.PlainDate.from('2025-11-19') });
  const { file } = await findSnapshot(mine, code);
  const files = {
    good: file,
    cut: file.slice(0, 300),
    changed: file.replace('"value": 1', '"value": 2'),
    keys: JSON.stringify({ keys: await listKeys(mine.db) }),
    none: JSON.stringify({ keys: [] }),
    bad: '{',
  };
  expect(JSON.parse((await run(mine, 'verify good', { json: true }, files)).printed)).toEqual({ valid: true, code });
  expect((await run(mine, 'verify good', { keys: 'keys' }, files)).printed).toMatch(/^Vérifié : BF-[^\n]*$/);
  expect((await run(mine, 'verify good', {}, files)).printed).toContain('La clé n’a pas été comparée');
  expect(await run(mine, 'verify changed', {}, files)).toMatchObject({
    status: 1,
    complained: 'Le contenu a changé depuis sa signature\u00a0: son empreinte n’est plus celle qui a été signée.',
  });
  expect(JSON.parse((await run(mine, 'verify changed', { json: true }, files)).printed)).toMatchObject({
    valid: false,
    code,
    reason: 'hash',
  });
  expect(await run(mine, 'verify cut', {}, files)).toMatchObject({
    status: 1,
    complained: 'Le fichier est coupé\u00a0: sa fin manque. Téléchargez-le de nouveau.',
  });
  expect(await run(mine, 'verify good', { keys: 'none' }, files)).toMatchObject({ status: 1 });
  expect(await run(mine, 'verify good', { keys: 'bad' }, files)).toMatchObject({ status: 2 });
});

test('drift is listed from the command line, and its status says whether there is any', async ({ act }) => {
  const mine = act(system);
  const [benin] = await createMembers(mine, 'Bénin', 'Mali');
  const { code } = await freeze(mine, await createFigureFor(mine), { on: Temporal.PlainDate.from('2025-11-19') });
  await recordCitations(
    mine,
    { ref: 'publishing:1', title: 'Kigali', path: '/textes/kigali', lang: 'fr', signedBy: 'Awa', signedById: null },
    [{ sentence: 'Deux membres.', code, hedge: 'exactly', bound: 2 }],
  );
  expect(await run(mine, 'drift')).toMatchObject({
    status: 0,
    printed: 'Aucune dérive : chaque phrase publiée dit encore ce que dit le registre.',
  });
  await revise(mine, (rev) => retractFact(rev, factKinds.status, benin!));
  expect(await run(mine, 'drift')).toMatchObject({
    status: 1,
    printed: 'Kigali\t« Deux membres. »\tmembres\t2 → 1\tcorrection\tla phrase est devenue fausse',
  });
  expect(JSON.parse((await run(mine, 'drift', { json: true })).printed)).toMatchObject([
    { text: 'Kigali', sentence: 'Deux membres.', figure: 'membres', published: 2, now: 1, hedge: 'exactly', state: 'fails' },
  ]);
});
