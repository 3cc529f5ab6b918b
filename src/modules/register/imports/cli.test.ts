import { count } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import type { CommandCall } from '../../../kernel/command.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { revision } from '../schema.ts';
import { importCommand } from './cli.ts';

const test = databaseTest();

const towns = 'slug,kind,name_fr,source\nbamako,local_authority,Bamako,Annuaire\nniamey,local_authority,Niamey,Annuaire\n';

test('a file is recorded as one revision, whose reason is its name; again, there is nothing to record', async ({ act }) => {
  expect(await run(act(), ['parties', '/tmp/villes.csv'], {}, towns)).toEqual({
    status: 0,
    printed: ['2 nouveaux, 0 fini, 0 corrigé, 0 inchangé, 0 ligne refusée.', 'Enregistré\u00a0: révision 1.'],
    complained: [],
  });
  expect((await act().db.select().from(revision))[0]).toMatchObject({ command: 'import', reason: 'Import du fichier villes.csv' });
  expect(await run(act(), ['parties', 'villes.csv'], {}, towns)).toMatchObject({
    status: 0,
    printed: ['0 nouveau, 0 fini, 0 corrigé, 2 inchangés, 0 ligne refusée.', 'Le registre tient déjà tout cela\u00a0: rien à enregistrer.'],
  });
});

test('a trial says what would change and records nothing', async ({ act }) => {
  const { status, printed } = await run(act(), ['parties', 'villes.csv'], { 'dry-run': true, json: true }, towns);
  expect(status).toBe(0);
  expect(JSON.parse(printed[0]!)).toEqual({
    kind: 'parties',
    dryRun: true,
    revision: null,
    counts: { new: 2, ended: 0, corrected: 0, same: 0, refused: 0 },
    refused: [],
  });
  expect((await act().db.select({ count: count() }).from(revision))[0]!.count).toBe(0);
});

test('refused lines are all said, and stop the import unless they are accepted', async ({ act }) => {
  const bad = `${towns}tombouctou,ville,Tombouctou,\n`;
  expect(await run(act(), ['parties', 'villes.csv'], {}, bad)).toMatchObject({
    status: 1,
    complained: [
      expect.stringMatching(/^ligne 4, colonne kind\u00a0: «\u00a0ville\u00a0» n’est pas dans la liste/),
      'ligne 4, colonne source\u00a0: La cellule est vide. Renseignez-la.',
      'Une ligne est refusée. Rien n’a été enregistré. Corrigez le fichier, ou acceptez de laisser ces lignes de côté.',
    ],
  });
  expect((await act().db.select({ count: count() }).from(revision))[0]!.count).toBe(0);
  expect(await run(act(), ['parties', 'villes.csv'], { 'accept-refused': true, reason: 'Premières villes' }, bad)).toMatchObject({
    status: 0,
  });
  expect((await act().db.select().from(revision))[0]!.reason).toBe('Premières villes');
});

const impossible = [
  [['villes', 'a.csv'], {}, towns, '«\u00a0villes\u00a0» n’est pas une sorte de fichier'],
  [['parties', 'a.csv'], { encoding: 'latin9' }, towns, '«\u00a0latin9\u00a0» n’est pas un encodage connu ici'],
  [['statuses', 'a.csv'], { 'complete-on': '2025-02' }, towns, '«\u00a02025-02\u00a0» n’est pas un jour entier'],
  [['parties', 'a.csv'], {}, '', 'Ce fichier est vide'],
  [['statuses', 'a.csv'], {}, towns, 'Il manque des colonnes\u00a0: institution, status'],
] as const;

test('what cannot be done says why, and ends with 2', async ({ act }) => {
  for (const [words, options, file, sentence] of impossible) {
    const { status, complained } = await run(act(), [...words], options, file);
    expect(complained.join()).toContain(sentence);
    expect(status).toBe(2);
  }
});

async function run(act: Act, words: string[], options: Record<string, string | boolean>, file: string) {
  const printed: string[] = [];
  const complained: string[] = [];
  const call: Omit<CommandCall, 'installation' | 'config'> = {
    act,
    lang: 'fr',
    arguments: words,
    options,
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
    readFile: async () => Buffer.from(file),
    resolve: (path) => path,
  };
  // This command asks nothing of the installation nor of its settings.
  const status = await importCommand.run(call as CommandCall);
  return { status, printed, complained };
}
