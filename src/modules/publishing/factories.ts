import type { Act } from '../../kernel/act.ts';
import type { User } from '../../kernel/actor.ts';
import type { ActOptions } from '../../kernel/db/testing.ts';
import { createFigureFor, createMembers, testCatalogue } from '../figures/factories.ts';
import { createText, saveText } from './texts/commands.ts';
import type { SavedText, SeenVersions } from './texts/input.ts';
import { approveText, recordReading } from './texts/life.ts';
import { findDraft } from './texts/queries.ts';
import { publishText } from './publications/commands.ts';

/** Who writes, and who approves. */
export const awa: User = { kind: 'user', id: '00000000-0000-4000-8000-000000000001', name: 'Awa Diop', role: 'editor' };
export const marc: User = { kind: 'user', id: '00000000-0000-4000-8000-000000000002', name: 'Marc Tremblay', role: 'officer' };
export const admin: User = { kind: 'user', id: '00000000-0000-4000-8000-000000000003', name: 'Lina Haddad', role: 'admin' };

/** The day of the texts of tests. */
export const testDay = Temporal.PlainDate.from('2025-11-19');

/** The acts of a test's people, on a register that figures can count. */
export function people(act: (options?: ActOptions) => Act): { awa: Act; marc: Act; admin: Act; system: Act } {
  const of = (actor: Act['actor']) => act({ actor, catalogue: testCatalogue });
  return { awa: of(awa), marc: of(marc), admin: of(admin), system: of({ kind: 'system', name: 'test' }) };
}

/** A register with two members and the figure `membres` that counts them. */
export async function createCountedMembers(act: Act, ...names: string[]): Promise<string[]> {
  const facts = await createMembers(act, ...(names.length > 0 ? names : ['Bénin', 'Égypte']));
  await createFigureFor({ ...act, catalogue: testCatalogue });
  return facts;
}

/** What the editor sends: a French text that quotes the figure, no English. */
export function buildSaved(words: Partial<SavedText> = {}): SavedText {
  return {
    figuresOn: testDay,
    frBase: 1,
    frTitle: 'Un texte',
    frLead: '',
    frMarkdown: 'Ils sont :chiffre[membres]{#membres}.',
    frSignature: '',
    enBase: 0,
    enTitle: '',
    enLead: '',
    enMarkdown: '',
    enSignature: '',
    ...words,
  };
}

/** A stored draft. @returns its slug */
export async function createDraft(act: Act, words: Partial<SavedText> = {}): Promise<string> {
  const slug = await createText(act, {
    title: words.frTitle ?? 'Un texte',
    kind: 'account',
    figuresOn: words.figuresOn ?? testDay,
    signature: null,
  });
  await saveText(act, slug, buildSaved(words));
  return slug;
}

/** What someone has read who decides on a text as it is. */
export async function seenOf(act: Act, slug: string): Promise<SeenVersions> {
  const { fr, en } = await findDraft(act, slug);
  return { frSeen: fr.number, enSeen: en?.number ?? 0 };
}

/** A text that someone wrote and someone else approved. @returns its slug */
export async function createApproved({ awa, marc }: { awa: Act; marc: Act }, words: Partial<SavedText> = {}): Promise<string> {
  const slug = await createDraft(awa, words);
  await recordReading(awa, slug);
  await approveText(marc, slug, { reason: null, ...(await seenOf(marc, slug)) });
  return slug;
}

/** A text that the public reads. @returns its slug */
export async function createPublished(by: { awa: Act; marc: Act }, words: Partial<SavedText> = {}): Promise<string> {
  const slug = await createApproved(by, words);
  await publishText(by.marc, slug, { withEnglish: words.enTitle ? 'yes' : undefined, ...(await seenOf(by.marc, slug)) });
  return slug;
}
