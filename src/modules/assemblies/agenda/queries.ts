import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { agendaItem, type AgendaItem } from '../schema.ts';

/** The agenda in its order, without what was taken off it. */
export async function listAgenda(act: Act, sittingId: string): Promise<AgendaItem[]> {
  return act.db
    .select()
    .from(agendaItem)
    .where(and(eq(agendaItem.sittingId, sittingId), isNull(agendaItem.withdrawnAt)))
    .orderBy(asc(agendaItem.position));
}

/** « 3. Budget »; the title alone of what is no longer on the agenda. */
export function rankedTitle({ position, titleFr, titleEn }: Pick<AgendaItem, 'position' | 'titleFr' | 'titleEn'>, lang: Lang): string {
  const title = inLang({ fr: titleFr, en: titleEn }, lang);
  return position === null ? title : `${position}. ${title}`;
}
