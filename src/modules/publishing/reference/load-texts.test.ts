import { readFileSync } from 'node:fs';
import { eq, isNull } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import type { CommandCall } from '../../../kernel/command.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { testCatalogue } from '../../figures/factories.ts';
import { listDrift, loadFigures } from '../../figures/index.ts';
import { citation, snapshot } from '../../figures/schema.ts';
import { partial, revise } from '../../register/factories.ts';
import { endFact, factKinds, loadReference } from '../../register/index.ts';
import { party, status } from '../../register/schema.ts';
import { countWords } from '../markdown/plain.ts';
import { type PrintedMention, readCommand } from '../read-command.ts';
import { findPublishedText } from '../publications/queries.ts';
import { loadTexts } from './load-texts.ts';
import { readTextFile, splitFrontMatter } from './text-file.ts';

const test = databaseTest(async (given) => {
  const act = { ...given, catalogue: testCatalogue };
  await loadReference(act);
  await loadFigures(act);
});
const system = { actor: { kind: 'system', name: 'premier démarrage' }, catalogue: testCatalogue } as const;

/** Runs `read` as the command line does. */
async function read(act: Act, file: string, options: Record<string, string | boolean> = {}, content: string = readFileSync(file, 'utf8')) {
  const printed: string[] = [];
  const complained: string[] = [];
  const call: Partial<CommandCall> = {
    act,
    options,
    lang: 'fr',
    arguments: [file],
    print: (line) => void printed.push(line),
    complain: (line) => void complained.push(line),
    readFile: async () => new TextEncoder().encode(content),
  };
  const status = await readCommand.run(call as CommandCall);
  return { status, printed: printed.join('\n'), complained: complained.join('\n') };
}

test.for(['fr', 'en'])('every number of the account that ships is vouched for (%s)', async (lang, { act }) => {
  const { status, printed } = await read(act(system), `data/reference/texts/kigali-2025.${lang}.md`, { json: true });
  const mentions = JSON.parse(printed) as PrintedMention[];
  expect(status).toBe(0);
  expect(mentions.map((one) => one.class)).toEqual([
    'series',
    'date',
    'bound',
    'bound',
    'bound',
    'date',
    'bound',
    'computed',
    'date',
    'bound',
    'computed',
    'series',
    'date',
  ]);
  expect(mentions.filter((one) => one.verdict !== 'confirmed')).toEqual([]);
  const content = readFileSync(`data/reference/texts/kigali-2025.${lang}.md`, 'utf8');
  for (const { text, start } of mentions) expect(content.slice(start, start + text.length)).toBe(text);
});

test('the command says what is unbound or contradicted, and its status is then 1', async ({ act }) => {
  const mine = act(system);
  const wrong = await read(
    mine,
    'brouillon.md',
    { on: '2025-11-19' },
    'La 45e Conférence ministérielle de la Francophonie, à Kigali, réunissait :chiffre[États]{#etats-francophonie dit="plus de 95"} et 17 invités.',
  );
  expect(wrong.status).toBe(1);
  expect(wrong.printed).toMatch(/45e .*rang dans une série .*contredit/);
  expect(wrong.printed).toMatch(/lié à un chiffre .*contredit +90/);
  expect(wrong.printed).toMatch(/17 .*sans lien/);
  expect(wrong.printed).toContain('3 mentions, 3 à régler.');
  expect(await read(mine, 'vide.txt', {}, 'Rien à compter.')).toMatchObject({ status: 0, printed: 'Aucune mention, rien à régler.' });
  expect(
    JSON.parse((await read(mine, 'draft.txt', { lang: 'en', on: '2025-11-19', json: true }, 'The 46th ministerial conference.')).printed),
  ).toEqual([{ text: '46th', start: 4, class: 'series', verdict: 'confirmed' }]);
});

test('the command refuses a language or a day that is none', async ({ act }) => {
  expect(await read(act(system), 'a.md', { lang: 'de' }, 'Rien.')).toMatchObject({
    status: 2,
    complained: 'La langue doit être fr ou en.',
  });
  expect(await read(act(system), 'a.md', { on: '31/02/2025' }, 'Rien.')).toMatchObject({
    status: 2,
    complained: expect.stringContaining('31/02/2025') as string,
  });
});

test('the account is published once, with its figures frozen on its day and every sentence watched', async ({ act, db }) => {
  const mine = act(system);
  expect(await loadTexts(mine)).toEqual(['kigali-2025']);
  expect(await loadTexts(mine)).toEqual([]);
  const text = await findPublishedText(mine, 'kigali-2025');
  expect([...text.proofs.values()].map(({ slug, value, on }) => [slug, value, on.toString()]).toSorted()).toEqual([
    ['anciennete-operateur', 30, '2025-11-19'],
    ['champ-francophone', 22, '2025-11-19'],
    ['etats-francophonie', 90, '2025-11-19'],
    ['operateurs-directs', 4, '2025-11-19'],
  ]);
  expect(text.en).not.toBeNull();
  expect(await db.select().from(snapshot)).toHaveLength(4);
  const sentences = await db.select().from(citation).where(isNull(citation.withdrawnAt)).orderBy(citation.lang, citation.position);
  expect(sentences.map((one) => one.lang)).toEqual(['en', 'en', 'en', 'en', 'en', 'fr', 'fr', 'fr', 'fr', 'fr']);
  expect(sentences.at(-1)).toMatchObject({
    sentence: 'Plus de 20\u00a0États et gouvernements francophones l’avaient rejointe à l’ouverture de la conférence.',
    hedge: 'moreThan',
    bound: 20,
  });
});

test('when a State withdraws, the account’s sentences are listed with what becomes of them', async ({ act, db }) => {
  const mine = act(system);
  await loadTexts(mine);
  const [senegal] = await db
    .select({ factId: status.factId })
    .from(status)
    .innerJoin(party, eq(party.id, status.partyId))
    .where(eq(party.slug, 'senegal'));
  await revise(mine, (rev) => endFact(rev, factKinds.status, senegal!.factId, { to: partial('2026-06-01') }));
  const drift = await listDrift(mine);
  expect(drift.filter((one) => one.figure === 'etats-francophonie' && one.lang === 'fr')).toMatchObject([
    {
      text: 'À Kigali, la voix des villes devant les ministres de la Francophonie',
      published: 90,
      now: 89,
      cause: 'time',
      hedge: 'exactly',
      state: 'fails',
    },
    { published: 90, now: 89, cause: 'time' },
  ]);
  expect(drift.filter((one) => one.figure === 'champ-francophone').every((one) => one.state === 'holds')).toBe(true);
});

test('the account is of the length that was asked for, and says which reading makes its figure true', () => {
  const { markdown, lead } = readTextFile(readFileSync('data/reference/texts/kigali-2025.fr.md', 'utf8'));
  const words = countWords(`${lead} ${markdown}`);
  expect(words).toBeGreaterThan(600);
  expect(words).toBeLessThan(900);
  expect(markdown).toContain(
    'Elle compte les membres, les associés et les observateurs de la Francophonie, et seulement ceux dont l’adhésion à CHAMP est confirmée',
  );
});

test('a file without front matter is all body, and one that is not made as it should is refused', () => {
  expect(splitFrontMatter('Un texte.')).toEqual({ fields: {}, body: 'Un texte.' });
  expect(splitFrontMatter('---\r\nslug: a\r\n---\r\nUn texte.')).toEqual({ fields: { slug: 'a' }, body: 'Un texte.' });
  expect(() => readTextFile('---\nslug: a\nkind: news\nfigures_on: 2025-11-19\n---\nsans titre')).toThrow();
});
