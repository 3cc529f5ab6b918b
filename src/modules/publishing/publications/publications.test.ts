import { eq, isNull } from 'drizzle-orm';
import { expect } from 'vitest';
import { auditEntry } from '../../../kernel/audit/schema.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Missing, Refused } from '../../../kernel/errors.ts';
import { listDrift } from '../../figures/index.ts';
import { citation, snapshot } from '../../figures/schema.ts';
import { revise } from '../../register/factories.ts';
import { factKinds, retractFact } from '../../register/index.ts';
import { buildSaved, createApproved, createCountedMembers, createDraft, createPublished, people, seenOf } from '../factories.ts';
import { publication, publicationFigure } from '../schema.ts';
import { saveText } from '../texts/commands.ts';
import { approveText, recordReading } from '../texts/life.ts';
import { findDraft } from '../texts/queries.ts';
import { correctText, publishText, withdrawText } from './commands.ts';
import { findPublishedText, listPublicSlugs, listPublishedTexts, listYears } from './queries.ts';
import { searchTexts } from './search.ts';

const facts: string[] = [];
const test = databaseTest(async (act) => void facts.splice(0, facts.length, ...(await createCountedMembers(act))));

const english = { enTitle: 'A text', enMarkdown: 'They are :figure[members]{#membres form=words}.', translationCurrent: 'yes' } as const;

test('publication freezes each figure once for both languages, and records every sentence that quotes it', async ({ act, db }) => {
  const by = people(act);
  const slug = await createPublished(by, {
    frLead: 'Plus d’un : :chiffre{#membres dit="plus de 1"}.',
    frMarkdown: 'Ils sont :chiffre[membres]{#membres}. Fin.',
    ...english,
  });
  const text = await findPublishedText(by.awa, slug);
  expect([...text.proofs.values()]).toMatchObject([{ slug: 'membres', value: 2, sameDay: 2, today: 2 }]);
  expect(await db.select().from(snapshot)).toHaveLength(1);
  const [frozen] = await db.select().from(publicationFigure);
  expect(frozen).toMatchObject({ slug: 'membres', code: text.proofs.values().next().value!.code });
  const cited = await db.select().from(citation).orderBy(citation.lang, citation.position);
  expect(cited.map(({ lang, sentence, hedge, bound, signedBy }) => [lang, sentence, hedge, bound, signedBy])).toEqual([
    ['en', 'They are two\u00a0members.', 'exactly', 2, 'Marc Tremblay'],
    ['fr', 'Plus d’un : plus de 1.', 'moreThan', 1, 'Marc Tremblay'],
    ['fr', 'Ils sont 2\u00a0membres.', 'exactly', 2, 'Marc Tremblay'],
  ]);
  expect(await db.select().from(auditEntry).where(eq(auditEntry.command, 'text.publish'))).toHaveLength(1);
});

test('a figure of another day than the text’s has its own snapshot', async ({ act, db }) => {
  const by = people(act);
  const slug = await createPublished(by, {
    frMarkdown: 'Ils sont :chiffre[membres]{#membres}, et étaient :chiffre[membres]{#membres au=2020-01-01}.',
  });
  expect(await db.select().from(snapshot)).toHaveLength(2);
  expect([...(await findPublishedText(by.awa, slug)).proofs.keys()].toSorted()).toEqual(['membres 2020-01-01', 'membres 2025-11-19']);
});

test('a text is published only once it is approved, by those who may', async ({ act }) => {
  const by = people(act);
  const slug = await createDraft(by.awa);
  await expect(publishText(by.marc, slug, await seenOf(by.marc, slug))).rejects.toThrow(Refused);
  await recordReading(by.awa, slug);
  await expect(publishText(by.marc, slug, await seenOf(by.marc, slug))).rejects.toThrow(Refused);
  await approveText(by.marc, slug, { reason: null, ...(await seenOf(by.marc, slug)) });
  await expect(publishText(by.awa, slug, await seenOf(by.awa, slug))).rejects.toThrow(Forbidden);
  await expect(findPublishedText(by.awa, slug)).rejects.toThrow(Missing);
  await publishText(by.marc, slug, await seenOf(by.marc, slug));
  await expect(publishText(by.marc, slug, await seenOf(by.marc, slug))).rejects.toThrow(Refused);
  expect((await findDraft(by.awa, slug)).state).toBe('published');
});

test('a hedge that the register has come to contradict since the approval refuses the publication, and nothing is kept', async ({
  act,
  db,
}) => {
  const by = people(act);
  const slug = await createApproved(by, { frMarkdown: 'Plus d’un : :chiffre[membres]{#membres dit="plus de 1"}.' });
  await revise(by.system, (rev) => retractFact(rev, factKinds.status, facts[0]!));
  await expect(publishText(by.marc, slug, await seenOf(by.marc, slug))).rejects.toThrow('plus de 1');
  expect(await db.select().from(snapshot)).toHaveLength(0);
  expect(await db.select().from(publication)).toHaveLength(0);
  expect((await findDraft(by.awa, slug)).state).toBe('approved');
});

test('a figure whose value has moved since the approval sends the text back, with both values, and publishes nothing', async ({
  act,
  db,
}) => {
  const by = people(act);
  const slug = await createApproved(by);
  await revise(by.system, (rev) => retractFact(rev, factKinds.status, facts[0]!));
  await expect(publishText(by.marc, slug, await seenOf(by.marc, slug))).rejects.toThrow(/valait 2 quand .* vaut maintenant 1/);
  expect(await db.select().from(snapshot)).toHaveLength(0);
  expect(await db.select().from(publication)).toHaveLength(0);
  const { state, steps } = await findDraft(by.awa, slug);
  expect([state, steps[0]!.reason]).toEqual(['draft', expect.stringContaining('valait 2')]);
  await recordReading(by.awa, slug);
  await approveText(by.marc, slug, { reason: null, ...(await seenOf(by.marc, slug)) });
  await publishText(by.marc, slug, await seenOf(by.marc, slug));
});

test('a text, or its correction, is published only as the person read it', async ({ act }) => {
  const by = people(act);
  const slug = await createApproved(by);
  await expect(publishText(by.marc, slug, { frSeen: 1, enSeen: 0 })).rejects.toThrow('Ce texte a changé depuis que vous l’avez lu');
  await expect(publishText(by.marc, slug, { frSeen: 2, enSeen: 1 })).rejects.toThrow(Refused);
  await publishText(by.marc, slug, { frSeen: 2, enSeen: 0 });
  await saveText(by.awa, slug, buildSaved({ frBase: 2, frTitle: 'Après' }));
  await recordReading(by.awa, slug);
  await approveText(by.marc, slug, { reason: null, frSeen: 3, enSeen: 0 });
  await expect(correctText(by.marc, slug, { noticeFr: 'Le titre.', noticeEn: null, frSeen: 2, enSeen: 0 })).rejects.toThrow(Refused);
});

test('an English that is behind is not published with the French', async ({ act }) => {
  const by = people(act);
  const slug = await createApproved(by, { ...english, translationCurrent: undefined });
  await expect(publishText(by.marc, slug, { withEnglish: 'yes', ...(await seenOf(by.marc, slug)) })).rejects.toThrow(Refused);
  await publishText(by.marc, slug, await seenOf(by.marc, slug));
  expect((await findPublishedText(by.awa, slug)).en).toBeNull();
});

test('a correction goes through the same steps, carries its notice, and leaves the old words readable', async ({ act, db }) => {
  const by = people(act);
  const slug = await createPublished(by, { frTitle: 'Avant', ...english });
  await saveText(by.awa, slug, buildSaved({ frBase: 2, frTitle: 'Après', enBase: 1, enTitle: 'A text', enMarkdown: english.enMarkdown }));
  expect((await findPublishedText(by.awa, slug)).fr.title).toBe('Avant');
  await expect(correctText(by.marc, slug, { noticeFr: 'Trop tôt.', noticeEn: null, ...(await seenOf(by.marc, slug)) })).rejects.toThrow(
    Refused,
  );
  await recordReading(by.awa, slug);
  await approveText(by.marc, slug, { reason: null, ...(await seenOf(by.marc, slug)) });
  await expect(publishText(by.marc, slug, await seenOf(by.marc, slug))).rejects.toThrow(Refused);
  await correctText(by.marc, slug, {
    noticeFr: 'Le titre était faux.',
    noticeEn: 'The title was wrong.',
    ...(await seenOf(by.marc, slug)),
  });
  expect(await findPublishedText(by.awa, slug)).toMatchObject({
    number: 2,
    latest: 2,
    fr: { title: 'Après' },
    en: null,
    corrections: [{ number: 2, fr: 'Le titre était faux.', by: 'Marc Tremblay' }],
  });
  expect(await findPublishedText(by.awa, slug, 1)).toMatchObject({ number: 1, latest: 2, fr: { title: 'Avant' }, en: { title: 'A text' } });
  // The English is no longer published: its sentences are watched no more.
  expect((await db.select().from(citation).where(isNull(citation.withdrawnAt))).map((one) => one.lang)).toEqual(['fr']);
});

test('a withdrawn text says why, is watched no more, and is found no more', async ({ act, db }) => {
  const by = people(act);
  const slug = await createPublished(by, { frMarkdown: 'Ils sont :chiffre[membres]{#membres}, au marché.' });
  expect((await searchTexts(by.awa, 'marchés', 'fr')).map((hit) => hit.path)).toEqual([`/textes/${slug}`]);
  await expect(withdrawText(by.awa, slug, { noticeFr: 'Non.', noticeEn: null })).rejects.toThrow(Forbidden);
  await withdrawText(by.marc, slug, { noticeFr: 'La rencontre n’a pas eu lieu.', noticeEn: null });
  expect((await findPublishedText(by.awa, slug)).withdrawal).toMatchObject({ fr: 'La rencontre n’a pas eu lieu.', by: 'Marc Tremblay' });
  expect(await db.select().from(citation).where(isNull(citation.withdrawnAt))).toEqual([]);
  expect(await searchTexts(by.awa, 'marchés', 'fr')).toEqual([]);
  expect(await listPublicSlugs(by.awa)).toEqual([]);
  await expect(withdrawText(by.marc, slug, { noticeFr: 'Encore.', noticeEn: null })).rejects.toThrow(Refused);
});

test('a text that was never published is not withdrawn', async ({ act }) => {
  const by = people(act);
  await expect(withdrawText(by.marc, await createDraft(by.awa), { noticeFr: 'Non.', noticeEn: null })).rejects.toThrow(Refused);
});

test('when the register is corrected, the sentence drifts', async ({ act }) => {
  const by = people(act);
  await createPublished(by);
  await revise(by.system, (rev) => retractFact(rev, factKinds.status, facts[0]!));
  expect(await listDrift(by.marc)).toMatchObject([
    {
      text: 'Un texte',
      sentence: 'Ils sont 2\u00a0membres.',
      figure: 'membres',
      published: 2,
      now: 1,
      cause: 'correction',
      state: 'fails',
    },
  ]);
});

test('published texts are listed in the reader’s language, the newest first, by kind, year and words', async ({ act }) => {
  const by = people(act);
  await createPublished(by, {
    frTitle: 'Le marché',
    frLead: 'Ils sont :chiffre[membres]{#membres forme=lettres}.',
    ...english,
    enLead: 'They are :figure[members]{#membres}.',
  });
  await createPublished(
    { awa: { ...by.awa, now: by.awa.now.add({ hours: 1 }) }, marc: { ...by.marc, now: by.marc.now.add({ hours: 1 }) } },
    { frTitle: 'Le port' },
  );
  const list = async (lang: 'fr' | 'en', filter: Parameters<typeof listPublishedTexts>[2] = {}) =>
    (await listPublishedTexts(by.awa, lang, filter, { page: 1, size: 10 })).texts.map((one) => one.title);
  expect(await list('fr')).toEqual(['Le port', 'Le marché']);
  expect(await list('en')).toEqual(['Le port', 'A text']);
  expect(await list('fr', { words: 'marche' })).toEqual(['Le marché']);
  expect(await list('fr', { words: 'deux' })).toEqual(['Le marché']);
  expect(await list('fr', { kind: 'letter' })).toEqual([]);
  expect(await list('fr', { year: 2026 })).toHaveLength(2);
  expect(await list('fr', { year: 2025 })).toEqual([]);
  expect(await listYears(by.awa)).toEqual([2026]);
  const { texts, total } = await listPublishedTexts(by.awa, 'fr', {}, { page: 2, size: 1 });
  expect([texts.map((one) => one.summary), total]).toEqual([['Ils sont deux\u00a0membres.'], 2]);
});
