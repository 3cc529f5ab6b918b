import { randomUUID } from 'node:crypto';
import { eq, like, or } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Refused } from '../../../kernel/errors.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { firstFree } from '../../../kernel/slugs.ts';
import { slugOf } from '../../register/index.ts';
import { say } from '../messages.ts';
import { mayWrite } from '../policy.ts';
import { textVersion, writtenText, type TextVersion } from '../schema.ts';
import type { NewText, SavedText } from './input.ts';
import { lockText, takeStep } from './life.ts';
import type { DraftText } from './queries.ts';

/** Someone saved a version after the one that the person had before them: nothing is kept of theirs, both are shown. */
export class Overtaken extends Error {
  override name = 'Overtaken';
  readonly theirs: Partial<Record<Lang, TextVersion>>;
  constructor(theirs: Partial<Record<Lang, TextVersion>>) {
    super('a newer version was saved');
    this.theirs = theirs;
  }
}

/**
 * Begins a text with an empty French version. Its address comes from its title.
 * @throws Forbidden; Invalid when the title has no letter
 */
export async function createText(act: Act, input: NewText & { slug?: string }): Promise<string> {
  if (!mayWrite(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const slug = input.slug ?? (await freeSlug(act, titleSlug(input.title)));
    const id = randomUUID();
    await act.db.insert(writtenText).values({
      id,
      slug,
      kind: input.kind,
      figuresOn: input.figuresOn,
      figuresOnById: actorId(act.actor),
      createdAt: act.now,
      createdById: actorId(act.actor),
      createdBy: actorName(act.actor),
    });
    await insertVersion(act, id, {
      language: 'fr',
      number: 1,
      translates: null,
      title: input.title,
      lead: '',
      markdown: '',
      signature: input.signature ?? '',
    });
    await takeStep(act, { id, slug, state: null }, 'draft');
    await audit(act, { command: 'text.create', subject: slug });
    return slug;
  });
}

/**
 * Saves what has changed of a text, each language as a new version; a text on its way to publication becomes a draft again.
 * @throws Forbidden, Missing; Overtaken when someone saved in between; Refused when it is withdrawn, or when the day of its figures is public
 */
export async function saveText(act: Act, slug: string, input: SavedText): Promise<void> {
  if (!mayWrite(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const text = await lockText(act, slug);
    if (text.state === 'withdrawn') throw new Refused(say.later('text.withdrawn'));
    refuseOvertaken(text, input);
    const changed = [await saveDay(act, text, input), ...(await saveVersions(act, text, input))].includes(true);
    if (!changed) return;
    if (text.state !== 'draft') await takeStep(act, text, 'draft');
    await audit(act, { command: 'text.save', subject: slug });
  });
}

function refuseOvertaken({ fr, en }: DraftText, input: SavedText): void {
  const theirs = {
    ...(input.frBase < fr.number ? { fr } : {}),
    ...(en && input.enBase < en.number ? { en } : {}),
  };
  if (Object.keys(theirs).length > 0) throw new Overtaken(theirs);
}

async function saveDay(act: Act, text: DraftText, { figuresOn }: SavedText): Promise<boolean> {
  if (text.figuresOn.equals(figuresOn)) return false;
  if (text.publications > 0) throw new Invalid({ figuresOn: say.later('text.dayIsPublic') });
  await act.db
    .update(writtenText)
    .set({ figuresOn, figuresOnById: actorId(act.actor) })
    .where(eq(writtenText.id, text.id));
  return true;
}

async function saveVersions(act: Act, { id, fr, en }: DraftText, input: SavedText): Promise<boolean[]> {
  const french = { title: input.frTitle, lead: input.frLead, markdown: input.frMarkdown, signature: input.frSignature };
  const english = { title: input.enTitle, lead: input.enLead, markdown: input.enMarkdown, signature: input.enSignature };
  const frChanged = !sameWords(fr, french);
  const frNumber = fr.number + (frChanged ? 1 : 0);
  if (frChanged) await insertVersion(act, id, { language: 'fr', number: frNumber, translates: null, ...french });
  const begun = en !== null || Object.values(english).some((words) => words !== '');
  if (!begun) return [frChanged];
  if (english.title === '') throw new Invalid({ enTitle: say.later('text.enTitle') });
  // A translation stays with the French version that it was made from until someone says that it has caught up.
  const translates = input.translationCurrent ? frNumber : (en?.translates ?? 0);
  const enChanged = en === null || !sameWords(en, english) || en.translates !== translates;
  if (enChanged) await insertVersion(act, id, { language: 'en', number: (en?.number ?? 0) + 1, translates, ...english });
  return [frChanged, enChanged];
}

type Words = Pick<TextVersion, 'title' | 'lead' | 'markdown' | 'signature'>;

function sameWords(a: Words, b: Words): boolean {
  return a.title === b.title && a.lead === b.lead && a.markdown === b.markdown && a.signature === b.signature;
}

async function insertVersion(
  act: Act,
  textId: string,
  version: Words & Pick<TextVersion, 'language' | 'number' | 'translates'>,
): Promise<void> {
  await act.db
    .insert(textVersion)
    .values({ id: randomUUID(), textId, ...version, savedAt: act.now, savedById: actorId(act.actor), savedBy: actorName(act.actor) });
}

function titleSlug(title: string): string {
  try {
    return slugOf(title);
  } catch {
    throw new Invalid({ title: say.later('text.noLetters') });
  }
}

async function freeSlug(act: Act, slug: string): Promise<string> {
  const taken = new Set(
    (
      await act.db
        .select({ slug: writtenText.slug })
        .from(writtenText)
        .where(or(eq(writtenText.slug, slug), like(writtenText.slug, `${slug}-%`)))
    ).map((one) => one.slug),
  );
  return firstFree(slug, taken);
}
