import { expect } from 'vitest';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { awa, buildSaved, createApproved, createCountedMembers, createDraft, createPublished, people, seenOf } from '../factories.ts';
import { withdrawText } from '../publications/commands.ts';
import { compareWords } from './compare.ts';
import { createText, Overtaken, saveText } from './commands.ts';
import { approveText, giveReason, recordReading, sendBack } from './life.ts';
import { findDraft, findReason, findVersion, listDrafts, listVersions } from './queries.ts';
import { readText } from './reading.ts';

const test = databaseTest(async (act) => void (await createCountedMembers(act)));
const day = Temporal.PlainDate.from('2025-11-19');

test('a text is begun by its title, which gives its address; a second one of the same name has its own', async ({ act }) => {
  const { awa } = people(act);
  const input = { title: 'À Kigali, l’été', kind: 'news', figuresOn: day, signature: null } as const;
  expect(await createText(awa, input)).toBe('a-kigali-l-ete');
  expect(await createText(awa, input)).toBe('a-kigali-l-ete-2');
  await expect(createText(awa, { ...input, title: '…' })).rejects.toThrow(Invalid);
  expect(await findDraft(awa, 'a-kigali-l-ete')).toMatchObject({
    state: 'draft',
    translation: 'absent',
    publications: 0,
    isPublic: false,
    fr: { number: 1, savedBy: 'Awa Diop' },
  });
});

test('each save is a version, and a save that changes nothing is none', async ({ act }) => {
  const { awa } = people(act);
  const slug = await createDraft(awa);
  await saveText(awa, slug, buildSaved({ frBase: 2 }));
  expect((await findDraft(awa, slug)).fr.number).toBe(2);
  await saveText(awa, slug, buildSaved({ frBase: 2, frLead: 'Un chapeau.' }));
  const text = await findDraft(awa, slug);
  expect(text.fr).toMatchObject({ number: 3, lead: 'Un chapeau.' });
  expect((await findVersion(awa, text.id, 'fr', 2)).lead).toBe('');
  expect((await listVersions(awa, text.id)).map(({ language, number }) => `${language} ${number}`).toSorted()).toEqual([
    'fr 1',
    'fr 2',
    'fr 3',
  ]);
  await expect(findVersion(awa, text.id, 'en', 1)).rejects.toThrow(Missing);
});

test('saving over someone’s newer version is refused, shows theirs, and keeps nothing', async ({ act }) => {
  const { awa, marc } = people(act);
  const slug = await createDraft(awa);
  await saveText(marc, slug, buildSaved({ frBase: 2, frLead: 'Celui de Marc.' }));
  const refused = await saveText(awa, slug, buildSaved({ frBase: 2, frLead: 'Celui d’Awa.', enTitle: 'A text' })).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(Overtaken);
  expect((refused as Overtaken).theirs).toMatchObject({ fr: { number: 3, lead: 'Celui de Marc.', savedBy: 'Marc Tremblay' } });
  expect(await findDraft(awa, slug)).toMatchObject({ fr: { number: 3, lead: 'Celui de Marc.' }, en: null });
  await saveText(awa, slug, buildSaved({ frBase: 3, frLead: 'Les deux.' }));
  expect((await findDraft(awa, slug)).fr.lead).toBe('Les deux.');
});

test('a translation falls behind when the French changes, and catches up when someone says so', async ({ act }) => {
  const { awa } = people(act);
  const slug = await createDraft(awa, { enTitle: 'A text', enMarkdown: 'Words.' });
  expect((await findDraft(awa, slug)).translation).toBe('behind');
  const english = { enBase: 1, enTitle: 'A text', enMarkdown: 'Words.' };
  await saveText(awa, slug, buildSaved({ frBase: 2, ...english, translationCurrent: 'yes' }));
  expect(await findDraft(awa, slug)).toMatchObject({ translation: 'current', en: { number: 2, translates: 2 } });
  await saveText(awa, slug, buildSaved({ frBase: 2, frLead: 'Plus.', ...english, enBase: 2 }));
  expect(await findDraft(awa, slug)).toMatchObject({ translation: 'behind', en: { number: 2, translates: 2 }, fr: { number: 3 } });
  await saveText(awa, slug, buildSaved({ frBase: 3, frLead: 'Plus.', ...english, enBase: 2, enLead: 'More.', translationCurrent: 'yes' }));
  expect((await findDraft(awa, slug)).translation).toBe('current');
  await expect(saveText(awa, slug, buildSaved({ frBase: 3, enBase: 3, enLead: 'No title' }))).rejects.toThrow(Invalid);
});

test('a text is read, approved by someone else, and every step says who and when', async ({ act }) => {
  const by = people(act);
  const slug = await createApproved(by);
  const { steps, state } = await findDraft(by.awa, slug);
  expect(state).toBe('approved');
  expect(steps.map((step) => [step.number, step.state, step.by])).toEqual([
    [3, 'approved', 'Marc Tremblay'],
    [2, 'read', 'Awa Diop'],
    [1, 'draft', 'Awa Diop'],
  ]);
});

test('whoever wrote a text does not approve it; an administrator does with a reason that is kept', async ({ act }) => {
  const { marc, admin } = people(act);
  const own = await createDraft(marc);
  await recordReading(marc, own);
  await expect(approveText(marc, own, { reason: 'pressé', ...(await seenOf(marc, own)) })).rejects.toThrow(Refused);
  const alone = await createDraft(admin);
  await recordReading(admin, alone);
  await expect(approveText(admin, alone, { reason: null, ...(await seenOf(admin, alone)) })).rejects.toThrow(Invalid);
  await approveText(admin, alone, { reason: 'Personne d’autre avant demain.', ...(await seenOf(admin, alone)) });
  expect((await findDraft(admin, alone)).steps[0]).toMatchObject({ state: 'approved', reason: 'Personne d’autre avant demain.' });
});

test('who saved an earlier version, the English, the day or a reason has written the text too, until it is published', async ({ act }) => {
  const { awa, marc } = people(act);
  const refused = async (slug: string) => {
    await recordReading(awa, slug);
    await expect(approveText(marc, slug, { reason: null, ...(await seenOf(marc, slug)) })).rejects.toThrow('Vous avez écrit ce texte');
  };
  const earlier = await createDraft(marc);
  await saveText(awa, earlier, buildSaved({ frBase: 2, frLead: 'Un mot.' }));
  await refused(earlier);

  const english = await createDraft(awa, { enTitle: 'A text' });
  await saveText(marc, english, buildSaved({ frBase: 2, enBase: 1, enTitle: 'One text' }));
  await saveText(awa, english, buildSaved({ frBase: 2, enBase: 2, enTitle: 'A text' }));
  await refused(english);

  const dated = await createDraft(awa);
  await saveText(marc, dated, buildSaved({ frBase: 2, figuresOn: day.subtract({ days: 1 }) }));
  await refused(dated);

  const frMarkdown = 'Le marché compte 17 étals.';
  const reasoned = await createDraft(awa, { frMarkdown });
  await giveReason(marc, reasoned, { lang: 'fr', sentence: frMarkdown, mention: '17', reason: 'Compté.' });
  await refused(reasoned);
  // Another reason took its place: his is used no more.
  await giveReason({ ...awa, now: awa.now.add({ seconds: 1 }) }, reasoned, {
    lang: 'fr',
    sentence: frMarkdown,
    mention: '17',
    reason: 'Recompté.',
  });
  await approveText(marc, reasoned, { reason: null, ...(await seenOf(marc, reasoned)) });
});

test('what was published before does not make someone the author of a correction', async ({ act }) => {
  const { awa, marc, admin } = people(act);
  const slug = await createPublished({ awa: marc, marc: admin });
  await saveText(awa, slug, buildSaved({ frBase: 2, frTitle: 'Après' }));
  await recordReading(awa, slug);
  await approveText(marc, slug, { reason: null, ...(await seenOf(marc, slug)) });
  expect((await findDraft(awa, slug)).state).toBe('approved');
});

test('saving a text that was read or approved makes it a draft again; sending it back says why', async ({ act }) => {
  const by = people(act);
  const slug = await createApproved(by);
  await saveText(by.awa, slug, buildSaved({ frBase: 2, frLead: 'Un mot de plus.' }));
  expect((await findDraft(by.awa, slug)).state).toBe('draft');
  await recordReading(by.awa, slug);
  await sendBack(by.marc, slug, { reason: 'Le chapeau est trop court.' });
  expect((await findDraft(by.awa, slug)).steps[0]).toMatchObject({ state: 'draft', reason: 'Le chapeau est trop court.' });
  await expect(approveText(by.marc, slug, { reason: null, ...(await seenOf(by.marc, slug)) })).rejects.toThrow(Refused);
});

test('a number that nothing vouches for needs a reason, which is kept for its sentence', async ({ act }) => {
  const { awa: editor } = people(act);
  const slug = await createDraft(editor, { frMarkdown: 'Le marché compte 17 étals.\n\nLe quai aussi compte 17 étals.' });
  await expect(recordReading(editor, slug)).rejects.toThrow('2 nombres de ce texte ne sont pas réglés');
  const mention = (await readText(editor, await findDraft(editor, slug), 'fr')).mentions[0]!;
  await giveReason(editor, slug, { lang: 'fr', sentence: mention.sentence, mention: mention.text, reason: 'Compté sur place.' });
  await expect(recordReading(editor, slug)).rejects.toThrow('Un nombre de ce texte n’est pas réglé');
  const text = await findDraft(editor, slug);
  expect(findReason(text.reasons, 'fr', mention)).toMatchObject({ reason: 'Compté sur place.', by: awa.name });
  expect((await readText(editor, text, 'fr')).mentions.map((one) => one.gate)).toEqual(['clear', 'reasonNeeded']);
  await saveText(editor, slug, buildSaved({ frBase: 2, frMarkdown: 'Le marché compte 17 étals.' }));
  await recordReading(editor, slug);
  expect((await findDraft(editor, slug)).state).toBe('read');
});

test('what the register contradicts is not passed, whatever the reason', async ({ act }) => {
  const { awa } = people(act);
  for (const frMarkdown of [
    'Ils sont :chiffre[membres]{#membres dit="plus de 20"}.',
    'Ils sont :chiffre[membres]{#inconnu}.',
    'Ils sont :chiffre[membres]{#membres dit="beaucoup"}.',
  ]) {
    const slug = await createDraft(awa, { frMarkdown });
    const [mention] = (await readText(awa, await findDraft(awa, slug), 'fr')).mentions;
    await giveReason(awa, slug, { lang: 'fr', sentence: mention!.sentence, mention: mention!.text, reason: 'Je le dis.' });
    await expect(recordReading(awa, slug), frMarkdown).rejects.toThrow(Refused);
  }
});

test('a number that the page shows where the reading does not look keeps the text from being read, whatever the reason', async ({
  act,
}) => {
  const { awa } = people(act);
  const slug = await createDraft(awa, { frMarkdown: 'Les [500] villes. <!-- à vérifier : 300 -->' });
  const [mention] = (await readText(awa, await findDraft(awa, slug), 'fr')).mentions;
  expect(mention).toMatchObject({ words: '500', gate: 'unread' });
  await giveReason(awa, slug, { lang: 'fr', sentence: mention!.sentence, mention: mention!.text, reason: 'Je le dis.' });
  await expect(recordReading(awa, slug)).rejects.toThrow('«\u00a0500\u00a0»');
});

test('the English is read too when it says all that the French says', async ({ act }) => {
  const { awa } = people(act);
  const slug = await createDraft(awa, { enTitle: 'A text', enMarkdown: 'There are 17 stalls.', translationCurrent: 'yes' });
  await expect(recordReading(awa, slug)).rejects.toThrow('17');
});

test('the title and the lead are read as the rest', async ({ act }) => {
  const { awa } = people(act);
  const slug = await createDraft(awa, { frTitle: 'Nos 345 villes', frLead: 'Et 12 régions.', frMarkdown: 'Voilà.' });
  expect((await readText(awa, await findDraft(awa, slug), 'fr')).mentions.map((one) => one.text)).toEqual(['345', '12']);
});

test('only those who write write, and only those who publish approve', async ({ act }) => {
  const { awa } = people(act);
  const reader = act({ role: 'reader' });
  const slug = await createDraft(awa);
  await expect(createText(reader, { title: 'Un', kind: 'news', figuresOn: day, signature: null })).rejects.toThrow(Forbidden);
  await expect(saveText(reader, slug, buildSaved())).rejects.toThrow(Forbidden);
  await expect(giveReason(reader, slug, { lang: 'fr', sentence: 'a', mention: 'b', reason: 'c' })).rejects.toThrow(Forbidden);
  await expect(recordReading(reader, slug)).rejects.toThrow(Forbidden);
  await expect(approveText(awa, slug, { reason: null, ...(await seenOf(awa, slug)) })).rejects.toThrow(Forbidden);
  await expect(sendBack(awa, slug, { reason: 'a' })).rejects.toThrow(Forbidden);
  await expect(findDraft(act({ actor: { kind: 'visitor' } }), slug)).rejects.toThrow(Forbidden);
  await expect(listDrafts(act({ actor: { kind: 'visitor' } }), {}, { page: 1, size: 10 })).rejects.toThrow(Forbidden);
  await expect(findDraft(reader, 'rien')).rejects.toThrow(Missing);
});

test('the texts of the secretariat are listed with their state, and found by state, kind and words', async ({ act }) => {
  const by = people(act);
  await createDraft(by.awa, { frTitle: 'Le port' });
  await createApproved(by, { frTitle: 'Le marché' });
  const list = async (filter: Parameters<typeof listDrafts>[1]) =>
    (await listDrafts(by.awa, filter, { page: 1, size: 10 })).texts.map((one) => one.title).toSorted();
  expect(await list({})).toEqual(['Le marché', 'Le port']);
  expect(await list({ state: 'approved' })).toEqual(['Le marché']);
  expect(await list({ words: 'PORT' })).toEqual(['Le port']);
  expect(await list({ words: '%' })).toEqual([]);
  expect(await list({ kind: 'letter' })).toEqual([]);
});

test('the day of the figures does not change under a public text, and a withdrawn text is no longer written', async ({ act }) => {
  const by = people(act);
  const slug = await createPublished(by);
  await expect(saveText(by.awa, slug, buildSaved({ frBase: 2, figuresOn: day.add({ days: 1 }) }))).rejects.toThrow(Invalid);
  await withdrawText(by.marc, slug, { noticeFr: 'Erreur.', noticeEn: null });
  await expect(saveText(by.awa, slug, buildSaved({ frBase: 2 }))).rejects.toThrow(Refused);
});

test('two versions are compared word by word, and two strangers whole', () => {
  expect(compareWords('Les villes du Sud', 'Les grandes villes du Sud', 'fr').filter((one) => one.change !== 'same')).toEqual([
    { text: 'grandes ', change: 'added' },
  ]);
  const stretches = compareWords('un deux', 'trois quatre', 'fr');
  expect(stretches.map((one) => one.change)).toEqual(expect.arrayContaining(['removed', 'added']));
});
