import { actorName } from '../../../../kernel/actor.ts';
import type { Act } from '../../../../kernel/act.ts';
import { dayOf, formatDate, formatDates } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { cleanText, type Paper, type PaperBlock } from '../../../../kernel/papers/index.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../register/index.ts';
import { scoringGrid } from '../../calls/forms/definition.ts';
import type { FundCall } from '../../calls/schema.ts';
import { formatRate } from '../../rates.ts';
import { markers } from '../../vocabulary.ts';
import { type HeldDossier, listConcerned } from '../held.ts';
import { say } from '../messages.ts';
import type { Proposal } from '../proposal.ts';
import { checkReadiness, type ReadinessLine } from '../readiness/check.ts';
import { listEvaluations } from '../experts/queries.ts';
import { findOfficers } from '../officers/queries.ts';
import { listScores } from '../scoring/queries.ts';
import { rankOf } from '../scoring/rules.ts';

/** All that a note is made of. */
export interface NoteSubject {
  dossier: HeldDossier;
  call: FundCall;
  number: number;
  words: { analysis: string; strengths: string; weaknesses: string };
  proposal: Proposal;
}

/** The appraisal note of a dossier, from what is known of it now, in the language of the secretariat. Nobody who scored it is named. */
export async function notePaper(act: Act, subject: NoteSubject): Promise<Paper> {
  const lang: Lang = 'fr';
  const t = say.in(lang);
  const { dossier, call, number } = subject;
  const concerned = await listConcerned(act, dossier);
  const parties = await findPartiesById(
    act.db,
    concerned.map(({ partyId }) => partyId),
    await asKnownNow(act),
  );
  return {
    lang,
    title: t('note.title', { reference: dossier.reference }),
    author: actorName(act.actor),
    date: dayOf(act.now),
    placeAndDate: t('note.made', { number, day: formatDate(dayOf(act.now), lang), version: dossier.deposit.number }),
    reference: dossier.reference,
    blocks: [
      { kind: 'paragraph', style: 'lead', text: dossier.deposit.title },
      { kind: 'facts', rows: factsOf(subject, concerned, parties, lang) },
      { kind: 'heading', level: 2, text: t('note.summary') },
      { kind: 'paragraph', text: cleanText(dossier.deposit.summary) },
      ...moneyOf(subject, lang),
      ...(await scoresOf(act, dossier, call, lang)),
      ...(await opinionsOf(act, dossier, lang)),
      ...wordsOf(subject, lang),
      ...readinessOf(await checkReadiness(act, { dossier, call }), lang),
      { kind: 'heading', level: 2, text: t('note.proposal') },
      {
        kind: 'paragraph',
        style: 'strong',
        text: proposalInWords(subject.proposal, { dossier, city: nameOf(parties, dossier.leadId, lang) }, lang),
      },
    ],
  };
}

/** « 80 000 € sont accordés à Aného pour « Un marché couvert » » : what is put to the vote, in a sentence. */
export function proposalInWords(
  { outcome, grantedCents, commitmentCents, rate, eligibleCents, conditions }: Proposal,
  { dossier, city }: { dossier: Pick<HeldDossier, 'reference' | 'deposit'>; city: string },
  lang: Lang,
): string {
  const { currency, title } = dossier.deposit;
  return say.in(lang)(`proposal.words.${outcome}`, {
    city,
    title,
    reference: dossier.reference,
    granted: formatMoney(grantedCents, lang, currency),
    commitment: formatMoney(commitmentCents, lang, currency),
    isYearly: commitmentCents > grantedCents ? 'yes' : 'no',
    rate: formatRate(rate, lang),
    eligible: formatMoney(eligibleCents, lang, currency),
    conditions: conditions ?? '',
  });
}

function nameOf(parties: ReadonlyMap<string, PartyRef>, id: string, lang: Lang): string {
  const party = parties.get(id);
  return party ? inLang(party.name, lang) : '—';
}

function factsOf(
  { dossier, call }: NoteSubject,
  concerned: readonly { partyId: string; kind: string }[],
  parties: ReadonlyMap<string, PartyRef>,
  lang: Lang,
): [string, string][] {
  const t = say.in(lang);
  const named = (kind: string) => concerned.filter((one) => one.kind === kind).map(({ partyId }) => nameOf(parties, partyId, lang));
  const rows: [string, string][] = [
    [t('note.city'), named('applicant').join(', ')],
    [t('note.call'), inLang({ fr: call.nameFr, en: call.nameEn }, lang)],
    [t('note.period'), formatDates(dossier.deposit.startsOn, dossier.deposit.endsOn, lang)],
  ];
  if (named('partner').length > 0) rows.push([t('note.partners'), named('partner').join(', ')]);
  if (named('funder').length > 0) rows.push([t('note.funders'), named('funder').join(', ')]);
  if (dossier.continuesId) rows.push([t('note.kind'), t('note.continuation')]);
  return [
    ...rows,
    ...markers.map((marker): [string, string] => [t(`marker.${marker}`), t(`markerScore.${dossier.deposit[marker] ?? 'none'}`)]),
  ];
}

function moneyOf({ dossier: { deposit } }: NoteSubject, lang: Lang): PaperBlock[] {
  const t = say.in(lang);
  const share = (cents: number) => (deposit.totalCents === 0 ? '—' : formatRate(Math.round((cents * 10_000) / deposit.totalCents), lang));
  const row = (label: string, cents: number) => [label, formatMoney(cents, lang, deposit.currency), share(cents)];
  return [
    { kind: 'heading', level: 2, text: t('note.money') },
    {
      kind: 'table',
      columns: [{ header: t('note.source') }, { header: t('note.amount'), align: 'end' }, { header: t('note.share'), align: 'end' }],
      rows: [
        row(t('note.asked'), deposit.requestedCents),
        row(t('note.cityMoney'), deposit.cityCents),
        row(t('note.inKind'), deposit.inKindCents),
        row(t('note.others'), deposit.otherCents),
      ],
      total: row(t('note.total'), deposit.totalCents),
    },
  ];
}

async function scoresOf(act: Act, { id }: HeldDossier, call: FundCall, lang: Lang): Promise<PaperBlock[]> {
  const t = say.in(lang);
  const given = (await listScores(act.db, [id])).get(id) ?? [];
  if (given.length === 0) return [];
  const officer = (await findOfficers(act.db, [id])).get(id);
  const { score, spread } = rankOf(given, { gap: scoringGrid.parse(call.grid).gap, officerId: officer?.userId ?? null });
  return [
    { kind: 'heading', level: 2, text: t('note.scores') },
    {
      kind: 'table',
      columns: [{ header: t('note.scorer') }, { header: t('note.score'), align: 'end' }],
      rows: given.map(({ total }, index) => [t('note.scorerNumber', { number: index + 1 }), formatRate(total, lang)]),
      ...(score === null ? {} : { total: [t('note.mean'), formatRate(score, lang)] }),
    },
    { kind: 'paragraph', style: 'small', text: t('note.spread', { spread: formatRate(spread, lang) }) },
  ];
}

async function opinionsOf(act: Act, { id }: HeldDossier, lang: Lang): Promise<PaperBlock[]> {
  const t = say.in(lang);
  const opinions = ((await listEvaluations(act.db, [id])).get(id) ?? []).flatMap(({ opinion }) => (opinion ? [opinion] : []));
  if (opinions.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t('note.opinions') },
    ...opinions.flatMap(({ choice, words }): PaperBlock[] => [
      { kind: 'paragraph', style: 'strong', text: t(`choice.${choice}`) },
      { kind: 'paragraph', text: cleanText(words) },
    ]),
  ];
}

function wordsOf({ words }: NoteSubject, lang: Lang): PaperBlock[] {
  return (['analysis', 'strengths', 'weaknesses'] as const)
    .filter((part) => words[part] !== '')
    .flatMap((part): PaperBlock[] => [
      { kind: 'heading', level: 2, text: say.in(lang)(`note.${part}`) },
      ...words[part].split(/\n{2,}/).map((text): PaperBlock => ({ kind: 'paragraph', text: cleanText(text) })),
    ]);
}

function readinessOf(lines: readonly ReadinessLine[], lang: Lang): PaperBlock[] {
  const t = say.in(lang);
  return [
    { kind: 'heading', level: 2, text: t('note.verified') },
    {
      kind: 'table',
      columns: [{ header: t('ready.point') }, { header: t('ready.state') }, { header: t('ready.why') }],
      rows: lines
        .filter(({ kind }) => kind !== 'note')
        .map(({ kind, isMet, why }) => [t(`ready.kind.${kind}`), t(isMet ? 'ready.met' : 'ready.missing'), why(lang)]),
    },
  ];
}
