import { asc, eq, inArray } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { agendaItem, itemPaper, type ItemPaper, sitting, type Sitting } from '../schema.ts';
import type { SittingStep } from '../vocabulary.ts';
import { stepOf } from './queries.ts';

/** A sitting as another module that has items at it needs it. */
export interface HeldSitting extends Sitting {
  step: SittingStep;
  papers: ItemPaper[];
}

/** A sitting by its address or its identifier; null where there is none. Whoever calls has checked who asks. */
export async function findSitting(act: Act, which: string | { id: string }): Promise<HeldSitting | null> {
  const [row] = await act.db
    .select({ sitting, step: stepOf })
    .from(sitting)
    .where(typeof which === 'string' ? eq(sitting.slug, which) : eq(sitting.id, which.id));
  if (!row) return null;
  const papers = await act.db
    .select({ paper: itemPaper })
    .from(itemPaper)
    .innerJoin(agendaItem, eq(agendaItem.id, itemPaper.itemId))
    .where(eq(agendaItem.sittingId, row.sitting.id))
    .orderBy(asc(itemPaper.at));
  return { ...row.sitting, step: row.step, papers: papers.map(({ paper }) => paper) };
}

/** The sittings whose agenda still takes items, the next one first. Whoever calls has checked who asks. */
export async function listComingSittings(act: Act): Promise<(Sitting & { step: SittingStep })[]> {
  const rows = await act.db
    .select({ sitting, step: stepOf })
    .from(sitting)
    .where(inArray(stepOf, ['prepared', 'convened', 'open', 'suspended']))
    .orderBy(asc(sitting.startsAt))
    .limit(40);
  return rows.map((row) => ({ ...row.sitting, step: row.step }));
}
