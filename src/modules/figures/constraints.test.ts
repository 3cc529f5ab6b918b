import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Db } from '../../kernel/db/db.ts';
import { databaseTest, testNow } from '../../kernel/db/testing.ts';
import { signingKey } from '../../kernel/signing/schema.ts';
import { recordCitations } from './drift/commands.ts';
import { buildVersion, createFigureFor, createMembers, testCatalogue } from './factories.ts';
import { citation, driftNotice, figure, figureVersion, snapshot } from './schema.ts';
import { freeze } from './snapshots/commands.ts';

const test = databaseTest();

/** The name of the constraint that refuses a write, each tried in a savepoint of its own. */
async function refusal(db: Db, write: (db: Db) => PromiseLike<unknown>): Promise<string | undefined> {
  try {
    await db.transaction(async (tx) => void (await write(tx)));
    return undefined;
  } catch (error) {
    const cause = (error as Error).cause as { constraint?: string } | undefined;
    return cause?.constraint;
  }
}

test('the database refuses keys that are not', async ({ db }) => {
  const key = { id: '0123456789abcdef', publicKey: 'MCow', createdAt: testNow, retiredAt: null };
  const insert = (change: Partial<typeof signingKey.$inferInsert>) =>
    refusal(db, (db) => db.insert(signingKey).values({ ...key, ...change }));
  expect(await insert({})).toBeUndefined();
  expect(await insert({ id: 'ABC', publicKey: 'other' })).toBe('signing_key_id_check');
  expect(await insert({ id: 'fedcba9876543210' })).toBe('signing_key_public_key_key');
  expect(await insert({ id: 'fedcba9876543210', publicKey: 'other', retiredAt: testNow.subtract({ hours: 1 }) })).toBe('signing_key_check');
});

test('the database refuses figures and versions that say nothing, or say it twice', async ({ db }) => {
  const id = randomUUID();
  await db.insert(figure).values({ id, slug: 'membres', createdBy: 'test', createdAt: testNow });
  expect(
    await refusal(db, (db) => db.insert(figure).values({ id: randomUUID(), slug: 'Membres !', createdBy: 'test', createdAt: testNow })),
  ).toBe('figure_slug_check');
  expect(
    await refusal(db, (db) => db.insert(figure).values({ id: randomUUID(), slug: 'membres', createdBy: 'test', createdAt: testNow })),
  ).toBe('figure_slug_key');

  const version = {
    id: randomUUID(),
    figureId: id,
    number: 1,
    ...buildVersion(),
    state: 'draft',
    draftedBy: 'test',
    draftedAt: testNow,
    publishedBy: null,
    publishedAt: null,
  } as const;
  const insert = (change: object) => refusal(db, (db) => db.insert(figureVersion).values({ ...version, ...change }));
  const published = { state: 'published', publishedBy: 'test', publishedAt: testNow };
  expect(await insert({ number: 0 })).toBe('figure_version_number_check');
  expect(await insert({ nameFr: '' })).toBe('figure_version_name_fr_check');
  expect(await insert({ nameEn: '' })).toBe('figure_version_name_en_check');
  expect(await insert({ expression: [] })).toBe('figure_version_expression_check');
  expect(await insert({ certainties: [] })).toBe('figure_version_certainties_check');
  expect(await insert({ certainties: ['sure'] })).toBe('figure_version_certainties_check');
  expect(await insert({ alternatives: {} })).toBe('figure_version_alternatives_check');
  expect(await insert({ state: 'withdrawn' })).toBeDefined();
  expect(await insert({ state: 'published' })).toBe('figure_version_check');
  expect(await insert({ publishedBy: 'test' })).toBe('figure_version_check1');
  expect(await insert({ ...published, ruleFr: '' })).toBe('figure_version_check2');
  expect(await insert({ ...published, unitEn: '' })).toBe('figure_version_check2');
  await db.insert(figureVersion).values(version);
  expect(await insert({ id: randomUUID(), ...published })).toBe('figure_version_figure_id_number_key');
  expect(await insert({ id: randomUUID(), number: 2 })).toBe('figure_version_one_draft');
});

test('the database refuses snapshots and citations that are not', async ({ act, db }) => {
  const mine = act({ catalogue: testCatalogue });
  await createMembers(mine, 'Bénin');
  const frozen = await freeze(mine, await createFigureFor(mine), { on: Temporal.PlainDate.from('2025-11-19') });
  const other = { ...frozen, code: 'BF-0000-0000-00', hash: `sha256:${'0'.repeat(64)}`, revision: 7 };
  const insertSnapshot = (change: object) => refusal(db, (db) => db.insert(snapshot).values({ ...other, ...change }));
  expect(await insertSnapshot({ code: 'BF-IIII-0000-00' })).toBe('snapshot_code_check');
  expect(await insertSnapshot({ revision: -1 })).toBe('snapshot_revision_check');
  expect(await insertSnapshot({ hash: 'sha256:0' })).toBe('snapshot_hash_check');
  expect(await insertSnapshot({ hash: frozen.hash })).toBe('snapshot_hash_key');
  expect(await insertSnapshot({ keyId: '0000000000000000' })).toBe('snapshot_key_id_fkey');
  expect(await insertSnapshot({ revision: frozen.revision })).toBe('snapshot_figure_version_id_on_revision_key');

  await recordCitations(
    mine,
    { ref: 'publishing:1', title: 'Kigali', path: '/textes/kigali', lang: 'fr', signedBy: 'Awa', signedById: null },
    [{ sentence: 'Un membre.', code: frozen.code, hedge: 'exactly', bound: 1 }],
  );
  const [cited] = await db.select().from(citation);
  const insertCitation = (change: object) =>
    refusal(db, (db) => db.insert(citation).values({ ...cited!, id: randomUUID(), position: 1, ...change }));
  expect(await insertCitation({ textRef: '' })).toBe('citation_text_ref_check');
  expect(await insertCitation({ textTitle: '' })).toBe('citation_text_title_check');
  expect(await insertCitation({ textPath: 'https://ailleurs.example' })).toBe('citation_text_path_check');
  expect(await insertCitation({ lang: 'de' })).toBe('citation_lang_check');
  expect(await insertCitation({ position: -1 })).toBe('citation_position_check');
  expect(await insertCitation({ sentence: '' })).toBe('citation_sentence_check');
  expect(await insertCitation({ hedge: 'perhaps' })).toBe('citation_hedge_check');
  expect(await insertCitation({ withdrawnAt: cited!.recordedAt.subtract({ hours: 1 }) })).toBe('citation_check');
  expect(await insertCitation({ position: 0 })).toBe('citation_place');
  expect(
    await refusal(db, (db) =>
      db.insert(driftNotice).values({ citationId: cited!.id, cause: 'error' as 'time', value: '1', noticedAt: testNow }),
    ),
  ).toBe('drift_notice_cause_check');
});
