import { randomUUID } from 'node:crypto';
import { eq, max } from 'drizzle-orm';
import type { Scene } from '../journal/scene.ts';
import { decision, type AgendaItem } from '../schema.ts';
import { doneBy } from '../sittings/commands.ts';
import { getBody } from '../voters/queries.ts';

/**
 * Writes a decision down with the next number of its sitting, which no other will ever have.
 * @param about `names`: of those elected
 * @returns its identifier
 */
export async function takeDecision(
  scene: Scene,
  { item, voteId, isPublic, names = [] }: { item: AgendaItem; voteId: string | null; isPublic: boolean; names?: readonly string[] },
): Promise<string> {
  const { act, sitting } = scene;
  const [last] = await act.db
    .select({ number: max(decision.number) })
    .from(decision)
    .where(eq(decision.sittingId, sitting.id));
  const number = (last?.number ?? 0) + 1;
  const body = await getBody(act, sitting.bodyId);
  const code = `${body.slug}-${sitting.year}-${sitting.number}-${number}`;
  const id = randomUUID();
  const english = item.proposalFr === '' ? item.titleEn : item.proposalEn;
  await scene.record({ kind: 'decided', decision: id, code, item: item.id, vote: voteId });
  await act.db.insert(decision).values({
    id,
    sittingId: sitting.id,
    itemId: item.id,
    voteId,
    number,
    code,
    textFr: textOf(item.proposalFr || item.titleFr, names),
    // Words that were proposed in French alone have no English: its title is not what was decided.
    textEn: english === null ? null : textOf(english, names),
    public: isPublic,
    ...doneBy(act),
  });
  return id;
}

function textOf(words: string, names: readonly string[]): string {
  return names.length > 0 ? `${words}\n\n${names.map((name) => `- ${name}`).join('\n')}` : words;
}
