import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { visitor } from '../../../kernel/actor.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { buildCount, createFigureFor, createMembers, inInstitution, testCatalogue } from '../factories.ts';
import { figureVersion } from '../schema.ts';
import {
  abandonDraft,
  addAlternative,
  createFigure,
  draftVersion,
  publishVersion,
  removeAlternative,
  writeReading,
  writeWords,
} from './commands.ts';
import { addFilter, removeFilter, writeExpression } from './draft.ts';
import { evaluateFigure, findDraft, findPublished, findVersions, listDrafts, listFigures } from './queries.ts';

const test = databaseTest();
const counting = { catalogue: testCatalogue };
const words = {
  nameFr: 'Membres de l’OIF',
  nameEn: 'Members of OIF',
  ruleFr: 'Les membres.',
  ruleEn: 'The members.',
  unitFr: 'membres',
  unitEn: 'members',
};
const newFigure = { nameFr: 'Membres de l’OIF', nameEn: 'Members of OIF', collection: 'statuses', type: 'count' } as const;

test('a figure is written step by step, then published, and counts', async ({ act }) => {
  await createMembers(act(), 'Bénin', 'Mali');
  const mine = act(counting);
  const slug = await createFigure(mine, newFigure);
  expect(slug).toBe('membres-de-l-oif');
  await expect(publishVersion(mine, slug)).rejects.toThrow('Il manque des mots');
  await writeWords(mine, slug, words);
  for (const filter of inInstitution('oif'))
    await writeReading(mine, slug, 0, (reading) => ({ ...reading, expression: addFilter(reading.expression, filter, 'where') }));
  const number = await addAlternative(mine, slug, { labelFr: 'Probables aussi', labelEn: 'Probable too' });
  await writeReading(mine, slug, number, (reading) => ({ ...reading, certainties: ['confirmed', 'probable'] }));
  await publishVersion(mine, slug);
  expect(await evaluateFigure(mine, slug)).toMatchObject({
    value: 2,
    alternatives: [{ label: { fr: 'Probables aussi' }, value: 2 }],
    version: { number: 1, publishedBy: 'Awa Diop' },
  });
  expect(await listFigures(mine)).toMatchObject([{ version: { slug }, value: 2 }]);
});

test('a published version never changes: a change is a new version', async ({ act, db }) => {
  await createMembers(act(), 'Bénin');
  const mine = act(counting);
  const slug = await createFigureFor(mine);
  const { id } = await findPublished(mine, slug);
  await expect(writeWords(mine, slug, words)).rejects.toThrow(Refused);
  await expect(db.transaction((tx) => tx.update(figureVersion).set({ ruleFr: 'Autre' }).where(eq(figureVersion.id, id)))).rejects.toThrow();
  await expect(db.transaction((tx) => tx.delete(figureVersion).where(eq(figureVersion.id, id)))).rejects.toThrow();
  await draftVersion(mine, slug);
  await draftVersion(mine, slug);
  await writeWords(mine, slug, words);
  expect((await findPublished(mine, slug)).name.fr).toBe('Membres');
  await publishVersion(mine, slug);
  expect((await findVersions(mine, slug)).map((version) => [version.number, version.name.fr])).toEqual([
    [2, 'Membres de l’OIF'],
    [1, 'Membres'],
  ]);
});

test('what is being written is seen by staff only, and can be given up', async ({ act }) => {
  await createMembers(act(), 'Bénin');
  const mine = act(counting);
  const slug = await createFigure(mine, newFigure);
  const outsider = act({ ...counting, actor: visitor });
  await expect(findVersions(outsider, slug)).rejects.toThrow(Missing);
  await expect(evaluateFigure(outsider, slug)).rejects.toThrow(Missing);
  expect(await listDrafts(outsider)).toEqual([]);
  expect(await listDrafts(act({ role: 'reader' }))).toHaveLength(1);
  await abandonDraft(mine, slug);
  await expect(findVersions(mine, slug)).rejects.toThrow(Missing);
  const published = await createFigureFor(mine);
  await draftVersion(mine, published);
  await abandonDraft(mine, published);
  expect(await findDraft(mine, published)).toBeNull();
  expect((await findPublished(mine, published)).number).toBe(1);
});

test('only those who may define figures write them', async ({ act }) => {
  const slug = await createFigureFor(act(counting), 'membres', { expression: { type: 'count', collection: 'statuses', where: [] } });
  for (const other of [act({ ...counting, role: 'reader' }), act({ ...counting, actor: visitor })]) {
    await expect(createFigure(other, newFigure)).rejects.toThrow(Forbidden);
    await expect(draftVersion(other, slug)).rejects.toThrow(Forbidden);
    await expect(writeWords(other, slug, words)).rejects.toThrow(Forbidden);
    await expect(publishVersion(other, slug)).rejects.toThrow(Forbidden);
    await expect(abandonDraft(other, slug)).rejects.toThrow(Forbidden);
  }
});

test('two figures may not have one name, and a reading may not name what does not exist', async ({ act }) => {
  const mine = act(counting);
  const slug = await createFigure(mine, newFigure);
  await expect(createFigure(mine, newFigure)).rejects.toThrow('Un chiffre porte déjà ce nom');
  await expect(createFigure(mine, { ...newFigure, nameFr: 'Autre', collection: 'villes' })).rejects.toThrow('n’existe pas');
  await expect(writeReading(mine, slug, 0, (reading) => ({ ...reading, expression: buildCount(...inInstitution('onu')) }))).rejects.toThrow(
    'Le registre n’a pas de partie «\u00a0onu\u00a0».',
  );
  await expect(writeReading(mine, slug, 3, (reading) => reading)).rejects.toThrow(Missing);
  await addAlternative(mine, slug, { labelFr: 'Autre', labelEn: 'Other' });
  await removeAlternative(mine, slug, 1);
  expect((await findDraft(mine, slug))?.alternatives).toEqual([]);
});

test('a kind of calculation finds what it needs in the collection, or says that it cannot', () => {
  expect(writeExpression(testCatalogue, { collection: 'statuses', type: 'yearsSince' })).toEqual({
    type: 'yearsSince',
    collection: 'statuses',
    where: [],
    since: 'since',
    mode: 'calendar',
  });
  expect(writeExpression(testCatalogue, { collection: 'occurrences', type: 'ordinal' })).toMatchObject({
    number: 'number',
    order: 'number',
  });
  expect(writeExpression(testCatalogue, { collection: 'measures', type: 'latest' })).toMatchObject({ measure: 'value', order: 'since' });
  expect(writeExpression(testCatalogue, { collection: 'statuses', type: 'share' })).toMatchObject({
    distinct: 'party',
    part: [{ dimension: 'kind', in: ['state'] }],
  });
  expect(() => writeExpression(testCatalogue, { collection: 'statuses', type: 'sum' })).toThrow('aucune mesure');
});

test('conditions stay when the calculation changes, and go when the collection does', () => {
  const before = buildCount(...inInstitution('oif'));
  expect(writeExpression(testCatalogue, { collection: 'statuses', type: 'yearsSince' }, before).where).toEqual(before.where);
  expect(writeExpression(testCatalogue, { collection: 'measures', type: 'count' }, before).where).toEqual([]);
  expect(removeFilter(before, 1).where).toEqual([{ dimension: 'institution', in: ['oif'] }]);
  const share = writeExpression(testCatalogue, { collection: 'statuses', type: 'share' }, before);
  expect(() => removeFilter(share, 2)).toThrow(Invalid);
  expect(removeFilter(addFilter(share, { dimension: 'status', in: ['member'] }, 'part'), 2)).toMatchObject({
    part: [{ dimension: 'status', in: ['member'] }],
  });
});
