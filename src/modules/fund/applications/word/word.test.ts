import { expect } from 'vitest';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { writePaperDocx } from '../../../../kernel/papers/index.ts';
import { createDossier, writePieces } from '../factories.ts';
import { recordEdits } from '../edits/commands.ts';
import { getOwnDossier } from '../writing/queries.ts';
import { dossierPaper } from './document.ts';
import { readWordDocument } from './reading.ts';

const test = databaseTest();

function uploadOf(bytes: Uint8Array) {
  return {
    name: 'dossier.docx',
    bytes: (async function* () {
      yield bytes;
    })(),
  };
}

test('a dossier goes out to Word and comes back: unchanged it changes nothing; what was filled in is shown, then written', async ({
  act,
}) => {
  const { dossier, lead } = await createDossier(act(), { state: 'draft' });
  const city = act({ actor: lead.user });
  const own = await getOwnDossier(city, dossier.id);
  const paper = dossierPaper(own, city.now, 'fr');
  expect((await readWordDocument(city, own, uploadOf(await writePaperDocx(paper)))).edits).toEqual([]);

  const tables = paper.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const cellOf = (path: string | RegExp) =>
    tables.flatMap(({ rows }) => rows).find(([, , mark]) => (typeof path === 'string' ? mark!.startsWith(`${path}@`) : path.test(mark!)))!;
  cellOf('need')[1] = 'Sept commerçantes sur dix,\nselon le recensement.';
  cellOf('budget/etals/paidBy')[1] = 'The city, in kind';
  cellOf(/^risks\/(?!retard)\w+\/text@0$/)[1] = 'Une crue.';
  // Meanwhile a colleague wrote one of them too.
  await writePieces(city, dossier.id, { need: 'Huit sur dix.' });
  const now = await getOwnDossier(city, dossier.id);
  const { edits, conflicts } = await readWordDocument(city, now, uploadOf(await writePaperDocx(paper)));
  expect(edits.map(({ path, value }) => [path.replace(/\/[0-9a-f]{10}\//, '/…/'), value])).toEqual([
    ['need', 'Sept commerçantes sur dix,\nselon le recensement.'],
    ['risks/…/text', 'Une crue.'],
    ['risks/…/_', '2'],
    ['budget/etals/paidBy', 'in_kind'],
  ]);
  expect([...conflicts]).toEqual(['need']);
  await recordEdits(city, dossier.id, edits);
  const after = await getOwnDossier(city, dossier.id);
  expect([after.pieces['need'], after.pieces['budget/etals/paidBy'], after.conflicts.map(({ value }) => value)]).toEqual([
    'Huit sur dix.',
    'in_kind',
    ['Sept commerçantes sur dix,\nselon le recensement.'],
  ]);
});

test('a document that was not made here says so; nobody but the authors reads one in', async ({ act }) => {
  const { dossier, lead } = await createDossier(act(), { state: 'draft' });
  const city = act({ actor: lead.user });
  const own = await getOwnDossier(city, dossier.id);
  const other = await writePaperDocx({ lang: 'fr', title: 'Lettre', author: 'X', date: Temporal.PlainDate.from('2026-11-23'), blocks: [] });
  await expect(readWordDocument(city, own, uploadOf(other))).rejects.toThrow('n’a pas été téléchargé d’ici');
  await expect(readWordDocument(city, own, uploadOf(Buffer.from('<html>')))).rejects.toThrow('quel que soit son nom');
  await expect(readWordDocument(act(), own, uploadOf(other))).rejects.toThrow();
});
