import type { Act } from '../../../../kernel/act.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { asKnownNow, findHeads, findPartiesById, titleInWords } from '../../../register/index.ts';
import { checkEligibility } from '../../calls/eligibility/check.ts';
import { scoringGrid } from '../../calls/forms/definition.ts';
import type { FundCall } from '../../calls/schema.ts';
import { listBankAccounts } from '../../projects/bank-accounts/queries.ts';
import { projectPaths } from '../../projects/paths.ts';
import { formatRate } from '../../rates.ts';
import type { DossierState } from '../../vocabulary.ts';
import { listDiligence } from '../diligence/queries.ts';
import { listEvaluations, progressOf } from '../experts/queries.ts';
import { say } from '../messages.ts';
import { listNotes } from '../notes/queries.ts';
import { findOfficers } from '../officers/queries.ts';
import { rankOf } from '../scoring/rules.ts';
import { listScores } from '../scoring/queries.ts';
import { appraisalPaths } from '../paths.ts';
import { diligenceKinds } from '../vocabulary.ts';

export const readinessKinds = ['admissible', 'officer', 'opinions', 'scores', ...diligenceKinds, 'mandate', 'bank', 'note'] as const;
export type ReadinessKind = (typeof readinessKinds)[number];

/** One thing that a dossier needs before a sitting. */
export interface ReadinessLine {
  kind: ReadinessKind;
  isMet: boolean;
  /** Without it the dossier does not go to a sitting; the rest may come before the first payment. */
  blocks: boolean;
  why: Message;
  path: string;
}

/** A dossier whose readiness is asked. */
export interface Readied {
  dossier: { id: string; reference: string; leadId: string; state: DossierState; deposit: { number: number } };
  call: FundCall;
}

/** What may come after an emergency was voted (R10): the dossier is admitted, screened and has someone who answers for it. */
const urgentKinds: readonly ReadinessKind[] = ['admissible', 'officer', 'screening'];

/** Everything that a dossier needs before a sitting, met or not, all at once. Whoever calls has checked who asks. */
export async function checkReadiness(act: Act, { dossier, call }: Readied): Promise<ReadinessLine[]> {
  const { db } = act;
  const { id, reference, leadId, state } = dossier;
  const isUrgent = call.decisionPath === 'emergency';
  const lines: ReadinessLine[] = [];
  const add = (kind: ReadinessKind, isMet: boolean, why: Message, path: string, blocks = true) =>
    void lines.push({ kind, isMet, why, path, blocks: blocks && (!isUrgent || urgentKinds.includes(kind)) });

  const isAdmitted = !['draft', 'submitted', 'completion_asked', 'inadmissible', 'withdrawn'].includes(state);
  add('admissible', isAdmitted, say.later(`ready.admissible.${isAdmitted ? 'yes' : 'no'}`), appraisalPaths.admissibility(reference));

  const officer = (await findOfficers(db, [id])).get(id) ?? null;
  add(
    'officer',
    officer !== null,
    officer ? say.later('ready.officer.yes', { name: officer.name }) : say.later('ready.officer.no'),
    appraisalPaths.dossier(reference),
  );

  const evaluations = (await listEvaluations(db, [id])).get(id) ?? [];
  const { opinions } = progressOf(evaluations);
  add('opinions', opinions.given === opinions.asked, say.later('ready.opinions', opinions), appraisalPaths.evaluations(reference));

  const given = (await listScores(db, [id])).get(id) ?? [];
  const rank = rankOf(given, { gap: scoringGrid.parse(call.grid).gap, officerId: officer?.userId ?? null });
  add(
    'scores',
    rank.lacks === null,
    rank.lacks
      ? say.later(`ready.scores.${rank.lacks}`, { count: given.length })
      : (lang) =>
          say.in(lang)('ready.scores.yes', {
            count: given.length,
            score: formatRate(rank.score!, lang),
            spread: formatRate(rank.spread, lang),
          }),
    appraisalPaths.evaluations(reference),
  );

  const verified = await listDiligence(db, id);
  for (const kind of diligenceKinds) {
    const last = verified.findLast((one) => one.kind === kind);
    const written: Message | null =
      last === undefined
        ? null
        : (lang) =>
            say.in(lang)(`ready.verified.${last.outcome}`, { words: last.words, name: last.by, day: formatDate(dayOf(last.at), lang) });
    if (kind === 'accounts' && !written) {
      const line = (await checkEligibility(act, { ...call, eligibility: [{ kind: 'accounts_rendered' }] }, leadId))[0]!;
      add(kind, line.answer === 'yes', line.why, appraisalPaths.diligence(reference));
    } else add(kind, last?.outcome === 'met', written ?? say.later(`ready.${kind}.no`), appraisalPaths.diligence(reference));
  }

  const at = await asKnownNow(act);
  const city = (await findPartiesById(db, [leadId], at)).get(leadId);
  const head = (await findHeads(db, at, [leadId])).get(leadId);
  const sits = head?.standing === 'sitting';
  add(
    'mandate',
    sits,
    head
      ? (lang) =>
          say.in(lang)(`ready.mandate.${sits ? 'yes' : 'unsure'}`, {
            name: head.person.name,
            title: titleInWords(head.title, head.person.gender, lang),
          })
      : say.later('ready.mandate.no'),
    appraisalPaths.diligence(reference),
  );

  const account = (await listBankAccounts(act, leadId)).find(({ end }) => end === null);
  const bank = account === undefined ? 'none' : account.confirmation ? 'yes' : 'unconfirmed';
  // Nothing is paid without it, and a city may open its account once it is granted.
  add('bank', bank === 'yes', say.later(`ready.bank.${bank}`), projectPaths.bankAccounts(city!.slug), false);

  const note = (await listNotes(db, id)).at(-1);
  const isFresh = note !== undefined && note.version === dossier.deposit.number;
  add('note', isFresh, say.later(`ready.note.${isFresh ? 'yes' : note ? 'old' : 'no'}`), appraisalPaths.note(reference));
  return lines;
}

/** What keeps a dossier from a sitting, in a sentence each. */
export function blocking(lines: readonly ReadinessLine[]): ReadinessLine[] {
  return lines.filter(({ blocks, isMet }) => blocks && !isMet);
}
