import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '../../kernel/db/db.ts';
import { databaseTest, testNow } from '../../kernel/db/testing.ts';
import { createCountedMembers, createPublished, people, testDay } from './factories.ts';
import {
  approvedFigure,
  correction,
  mentionReason,
  publication,
  publicationFigure,
  textStep,
  textVersion,
  withdrawal,
  writtenText,
} from './schema.ts';

const test = databaseTest(async (act) => void (await createCountedMembers(act)));

/** The name of the constraint that refuses a write, or what a trigger says of it, each tried in a savepoint of its own. */
async function refusal(db: Db, write: (db: Db) => PromiseLike<unknown>): Promise<string | undefined> {
  try {
    await db.transaction(async (tx) => void (await write(tx)));
    return undefined;
  } catch (error) {
    const cause = (error as Error).cause as { constraint?: string; message: string } | undefined;
    return cause?.constraint ?? cause?.message;
  }
}

const done = { at: testNow, byId: null, by: 'test' };

test('the database refuses texts and versions that are none', async ({ db }) => {
  const text = {
    id: randomUUID(),
    slug: 'un-texte',
    kind: 'news',
    figuresOn: testDay,
    createdAt: testNow,
    createdById: null,
    createdBy: 'test',
  } as const;
  const insertText = (change: object) =>
    refusal(db, (db) => db.insert(writtenText).values({ ...text, id: randomUUID(), slug: 'autre', ...change }));
  await db.insert(writtenText).values(text);
  expect(await insertText({ slug: 'un-texte' })).toBe('written_text_slug_key');
  expect(await insertText({ slug: 'Un texte' })).toBe('written_text_slug_check');
  expect(await insertText({ kind: 'poem' })).toBe('written_text_kind_check');

  const version = {
    id: randomUUID(),
    textId: text.id,
    language: 'fr',
    number: 1,
    translates: null,
    title: 'Un',
    lead: '',
    markdown: '',
    signature: '',
    savedAt: testNow,
    savedById: null,
    savedBy: 'test',
  } as const;
  const insertVersion = (change: object) =>
    refusal(db, (db) => db.insert(textVersion).values({ ...version, id: randomUUID(), number: 2, ...change }));
  await db.insert(textVersion).values(version);
  expect(await insertVersion({ number: 1 })).toBe('text_version_text_id_language_number_key');
  expect(await insertVersion({ number: 0 })).toBe('text_version_number_check');
  expect(await insertVersion({ language: 'de', translates: 1 })).toBe('text_version_language_check');
  expect(await insertVersion({ title: '' })).toBe('text_version_title_check');
  expect(await insertVersion({ language: 'en', translates: -1 })).toBe('text_version_translates_check');
  expect(await insertVersion({ language: 'en' })).toBe('text_version_check');
  expect(await insertVersion({ translates: 1 })).toBe('text_version_check');
});

test('the database refuses steps, reasons and notices that say nothing', async ({ act, db }) => {
  const slug = await createPublished(people(act));
  const [text] = await db.select().from(writtenText).where(eq(writtenText.slug, slug));
  const step = { id: randomUUID(), textId: text!.id, number: 9, state: 'draft', ...done, reason: null } as const;
  const insertStep = (change: object) => refusal(db, (db) => db.insert(textStep).values({ ...step, ...change }));
  expect(await insertStep({ number: 1 })).toBe('text_step_text_id_number_key');
  expect(await insertStep({ number: 0 })).toBe('text_step_number_check');
  expect(await insertStep({ state: 'lost' })).toBe('text_step_state_check');
  expect(await insertStep({ reason: '' })).toBe('text_step_reason_check');

  const reason = {
    id: randomUUID(),
    textId: text!.id,
    language: 'fr',
    sentence: 'Une phrase.',
    mention: '17',
    reason: 'Compté.',
    ...done,
  } as const;
  const insertReason = (change: object) => refusal(db, (db) => db.insert(mentionReason).values({ ...reason, ...change }));
  for (const column of ['sentence', 'mention', 'reason'])
    expect(await insertReason({ [column]: '' })).toBe(`mention_reason_${column}_check`);
  expect(await insertReason({ language: 'de' })).toBe('mention_reason_language_check');

  expect(await refusal(db, (db) => db.insert(withdrawal).values({ textId: text!.id, noticeFr: '', noticeEn: null, ...done }))).toBe(
    'withdrawal_notice_fr_check',
  );
  expect(await refusal(db, (db) => db.insert(withdrawal).values({ textId: text!.id, noticeFr: 'Non.', noticeEn: '', ...done }))).toBe(
    'withdrawal_notice_en_check',
  );
  const [published] = await db.select().from(publication);
  expect(await refusal(db, (db) => db.insert(correction).values({ publicationId: published!.id, noticeFr: '', noticeEn: null }))).toBe(
    'correction_notice_fr_check',
  );
  expect(await refusal(db, (db) => db.insert(correction).values({ publicationId: published!.id, noticeFr: 'Oui.', noticeEn: '' }))).toBe(
    'correction_notice_en_check',
  );
});

test('the database refuses publications of another text’s words, or of an English without its words', async ({ act, db }) => {
  const by = people(act);
  await createPublished(by);
  await createPublished(by, { frTitle: 'Un autre' });
  const [one, other] = await db.select().from(publication);
  const insert = (change: object) =>
    refusal(db, (db) => db.insert(publication).values({ ...one!, id: randomUUID(), number: 2, ...change }));
  expect(await insert({ number: 1 })).toBe('publication_text_id_number_key');
  expect(await insert({ number: 0 })).toBe('publication_number_check');
  expect(await insert({ frVersionId: other!.frVersionId })).toBe('publication_text_id_fr_version_id_fkey');
  expect(await insert({ enVersionId: other!.frVersionId, summaryEn: '', wordsEn: '' })).toBe('publication_text_id_en_version_id_fkey');
  expect(await insert({ enVersionId: one!.frVersionId, summaryEn: '', wordsEn: '' })).toBe('publication_check');
  expect(await insert({ summaryEn: 'Words.' })).toBe('publication_check1');
});

test('what was written and published is never rewritten nor deleted', async ({ act, db }) => {
  await createPublished(people(act));
  const kept = [
    (db: Db) => db.update(textVersion).set({ title: 'Autre' }),
    (db: Db) => db.delete(textVersion),
    (db: Db) => db.update(textStep).set({ by: 'autre' }),
    (db: Db) => db.update(publication).set({ wordsFr: 'Autre' }),
    (db: Db) => db.delete(publicationFigure),
    (db: Db) => db.update(approvedFigure).set({ value: 3 }),
    (db: Db) => db.update(publicationFigure).set({ code: 'BF-0' }),
  ];
  for (const write of kept) expect(await refusal(db, write)).toContain('never rewritten nor deleted');
});
