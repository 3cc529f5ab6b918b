import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { checkInput, type FieldErrors, type FormValues } from '../../../../kernel/http/forms.ts';
import { optionalText } from '../../../../kernel/http/fields.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { formatDate, dayOf } from '../../../../kernel/i18n/format.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { findSitting, type HeldSitting, type ItemOutcome, listItemOutcomes } from '../../../assemblies/index.ts';
import { lockDossier, takeDossierStep } from '../../applications/life.ts';
import { aboutDossier, writeToHead } from '../../letters.ts';
import { mayManageFund } from '../../policy.ts';
import { openProject } from '../../projects/open.ts';
import { type Award, fundAward } from '../../projects/schema.ts';
import { signed } from '../../signed.ts';
import type { Outcome } from '../../vocabulary.ts';
import { listOnAgenda, type OnAgenda } from '../agenda/queries.ts';
import { say } from '../messages.ts';
import { mayRecordAward } from '../policy.ts';
import { proposalInput, readProposal, isGrant, type Proposal } from '../proposal.ts';
import { formatRate } from '../../rates.ts';
import { findRanks } from '../scoring/ranking.ts';
import { departures } from './rules.ts';
import { findAppraisers, listAwards } from './queries.ts';

const awardFields = proposalInput.extend({ departure: optionalText(2000) });
export const awardsInput = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

interface Taken {
  one: OnAgenda;
  item: ItemOutcome;
  proposal: Proposal;
  departure: string | null;
}

/**
 * Writes down what a sitting decided of its dossiers, item by item or all at once: fields are named `outcome-2026-D001`; a dossier whose outcome is
 * left empty is left for later. What is granted is a project at once, and each city is written to.
 * @throws Forbidden; Missing; Refused where nothing was chosen; Invalid with all that is wrong: a dossier that was not decided, or that the
 * person appraised, amounts beyond what was asked, a departure from the ranking without its reason
 */
export async function recordAwards(act: Act, slug: string, typed: z.output<typeof awardsInput>): Promise<number> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const sitting = await findSitting(act, slug);
    if (!sitting) throw new Missing(`sitting ${slug}`);
    const onAgenda = await listOnAgenda(act.db, sitting.id);
    const outcomes = await listItemOutcomes(act.db, sitting.id);
    const wrong: Record<string, Message> = {};
    const taken: Taken[] = [];
    for (const one of onAgenda) {
      if (!typed[`outcome-${one.dossier.reference}`]) continue;
      const found = await readAward(act, one, outcomes.get(one.entry.itemId) ?? null, typed, wrong);
      if (found) taken.push(found);
    }
    if (Object.keys(wrong).length === 0 && taken.length === 0) throw new Refused(say.later('award.none'));
    await refuseDepartures(act, sitting, onAgenda, taken, wrong);
    if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
    for (const one of taken) await insertAward(act, sitting, one);
    return taken.length;
  });
}

async function readAward(
  act: Act,
  one: OnAgenda,
  item: ItemOutcome | null,
  typed: z.output<typeof awardsInput>,
  wrong: Record<string, Message>,
): Promise<Taken | null> {
  const { reference, id } = one.dossier;
  const about = (key: string) => `${key}-${reference}`;
  const fail = (key: string, why: Message) => {
    wrong[about(key)] = why;
    return null;
  };
  const { state } = await lockDossier(act, id);
  if (state !== 'on_agenda') return fail('outcome', say.later('award.recorded', { reference }));
  if (!mayRecordAward(act.actor, await findAppraisers(act.db, id))) return fail('outcome', say.later('award.own', { reference }));
  if (!item) return fail('outcome', say.later('award.undecided', { reference }));
  const values: FormValues = {};
  for (const key of Object.keys(awardFields.shape)) {
    const value = typed[about(key)];
    if (value !== undefined) values[key] = [value].flat()[0]!;
  }
  const read = { fr: checkInput(awardFields, values, 'fr'), en: checkInput(awardFields, values, 'en') };
  if (!read.fr.ok || !read.en.ok) {
    const errors: Record<'fr' | 'en', FieldErrors> = { fr: read.fr.ok ? {} : read.fr.errors, en: read.en.ok ? {} : read.en.errors };
    for (const key of Object.keys(errors.fr)) fail(key, (lang) => errors[lang][key] ?? errors.fr[key]!);
    return null;
  }
  const { departure, ...proposed } = read.fr.value;
  // A vote that rejected the proposal grants nothing.
  if (!item.decisionId && isGrant(proposed.outcome)) return fail('outcome', say.later('award.rejected', { reference }));
  try {
    return { one, item, departure, proposal: readProposal(proposed, one.version, one.call) };
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    for (const [key, why] of Object.entries(error.fields)) fail(key, why);
    return null;
  }
}

async function refuseDepartures(
  act: Act,
  sitting: HeldSitting,
  onAgenda: readonly OnAgenda[],
  taken: readonly Taken[],
  wrong: Record<string, Message>,
): Promise<void> {
  const before = new Map((await listAwards(act.db, sitting.id)).map(({ award }) => [award.dossierId, award.outcome]));
  const now = new Map<string, Outcome>(taken.map(({ one, proposal }) => [one.dossier.id, proposal.outcome]));
  const ranks = await findRanks(
    act.db,
    onAgenda.map(({ dossier, call }) => ({ dossierId: dossier.id, call })),
  );
  const departing = departures(
    onAgenda.map(({ dossier: { id: dossierId, callId } }) => ({
      dossierId,
      callId,
      score: ranks.get(dossierId)?.score ?? null,
      outcome: now.get(dossierId) ?? before.get(dossierId) ?? null,
    })),
  );
  for (const { one, departure } of taken)
    if (departing.has(one.dossier.id) && !departure)
      wrong[`departure-${one.dossier.reference}`] = say.later('award.departure', { reference: one.dossier.reference });
}

async function insertAward(act: Act, sitting: HeldSitting, { one, item, proposal, departure }: Taken): Promise<void> {
  const { dossier, version } = one;
  const award: Award = {
    id: randomUUID(),
    dossierId: dossier.id,
    version: version.number,
    sittingId: sitting.id,
    decisionId: item.decisionId,
    voteId: item.decisionId ? null : item.voteId,
    ...proposal,
    currency: version.currency,
    departure,
    ...signed(act),
  };
  await act.db.insert(fundAward).values(award);
  await takeDossierStep(act, await lockDossier(act, dossier.id), proposal.outcome, { onDay: dayOf(sitting.startsAt) });
  if (isGrant(proposal.outcome)) await openProject(act, award);
  await writeToHead(act, aboutDossier(dossier), `fund.award:${award.id}`, (lang, link) => {
    const values = {
      reference: dossier.reference,
      title: version.title,
      day: formatDate(dayOf(sitting.startsAt), lang),
      code: item.code ?? '',
      granted: formatMoney(award.grantedCents, lang, award.currency),
      commitment: formatMoney(award.commitmentCents, lang, award.currency),
      rate: formatRate(award.rate, lang),
      conditions: award.conditions ?? '',
      link,
    };
    const outcome = proposal.outcome;
    return { subject: say.in(lang)(`letter.${outcome}.subject`, values), text: say.in(lang)(`letter.${outcome}.text`, values) };
  });
  await audit(act, {
    command: 'fund.award',
    subject: dossier.reference,
    detail: { outcome: proposal.outcome, granted: award.grantedCents, decision: item.code, departure },
  });
}
