import { eq, isNull, and } from 'drizzle-orm';
import type { Act } from '../../kernel/act.ts';
import { isStaff } from '../../kernel/actor.ts';
import type { Lang } from '../../kernel/i18n/lang.ts';
import type { EndingThing, PartyPanel } from '../../kernel/module.ts';
import { asKnownNow, findPartiesById } from '../register/index.ts';
import { listApplicationsOf } from './applications/list.ts';
import { isOpen } from './applications/rules.ts';
import { say } from './messages.ts';
import { membershipPaths } from './paths.ts';
import { membershipApplication, opinionRequest } from './schema.ts';
import { findStanding } from './standing/queries.ts';

/** What membership holds of a party, for the secretariat: its standing and its request under way. */
export async function listPartyPanels(act: Act, { id, slug }: { id: string; slug: string }, lang: Lang): Promise<PartyPanel[]> {
  if (!isStaff(act.actor)) return [];
  const at = await asKnownNow(act);
  const kind = (await findPartiesById(act.db, [id], at)).get(id)?.kind;
  if (kind !== 'local_authority' && kind !== 'association') return [];
  const t = say.in(lang);
  const standing = (await findStanding(act.db, at, [id])).get(id)!;
  const open = (await listApplicationsOf(act, id)).filter(({ state }) => isOpen(state));
  return [
    { path: membershipPaths.spaceOf(slug), title: t('panel.title'), summary: standing.why(lang) },
    ...open.map((one) => ({
      path: membershipPaths.application(one.id),
      title: t('panel.application'),
      summary: t('panel.applicationState', { reference: one.reference ?? '', state: t(`state.${one.state}`) }),
    })),
  ];
}

/** What ends with the mandate of the head of a capital: an opinion that was asked of them and has not come. */
export async function listEndingOpinions(
  act: Act,
  { partyId, personId }: { partyId: string; personId: string },
  lang: Lang,
): Promise<EndingThing[]> {
  const asked = await act.db
    .select({ id: membershipApplication.id, name: membershipApplication.name })
    .from(opinionRequest)
    .innerJoin(membershipApplication, eq(membershipApplication.id, opinionRequest.applicationId))
    .where(and(eq(opinionRequest.capitalId, partyId), eq(opinionRequest.personId, personId), isNull(opinionRequest.closedAt)));
  return asked.map(({ id, name }) => ({ what: say.in(lang)('ending.opinion', { party: name }), path: membershipPaths.application(id) }));
}
