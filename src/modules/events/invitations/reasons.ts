import { formatDate } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang, type Message } from '../../../kernel/i18n/lang.ts';
import { titleInWords } from '../../register/index.ts';
import { say } from '../messages.ts';
import type { ListedCandidate, NamedThings } from './candidates.ts';
import { type Condition, meets, type Outcome } from './rules.ts';

/**
 * The sentence that a list gives for a party: « Non invitée : cotisations 2014 à 2024 dues… ». What the rule asks is said
 * with what is known of the party, so that whoever reads it can answer.
 */
export function reasonOf(candidate: ListedCandidate, { verdict, decisive }: Outcome, named: NamedThings, day: Temporal.PlainDate): Message {
  return (lang) =>
    say.in(lang)(`reason.${verdict}`, {
      why: joinReasons(decisive.map((one) => sayFinding(candidate, one, meets(candidate.facts, one, day), named, lang))),
    });
}

/** The sentence for a party about which someone decided, whatever the rule says. */
export function reasonOfException(verdict: 'in' | 'out', { reason, by }: { reason: string; by: string }, rule: Message): Message {
  return (lang) => say.in(lang)(`reason.decided.${verdict}`, { reason: withoutStop(reason), by, rule: asPart(rule(lang)) });
}

/** What a condition asks, in words: « être membre », « aucune cotisation due de plus de 2 ans ». */
export function conditionInWords(condition: Condition, named: NamedThings, lang: Lang): string {
  const t = say.in(lang);
  switch (condition.kind) {
    case 'standing':
      return t('condition.standing', { list: condition.accepted.map((one) => t(`standing.${one}`)).join(', ') });
    case 'category':
      return t('condition.category', { list: condition.accepted.map((one) => t(`category.${one}`)).join(', ') });
    case 'head':
      return t(condition.unconfirmed ? 'condition.headOrUnconfirmed' : 'condition.head');
    case 'states':
      return t('condition.states', { list: condition.states.map((slug) => nameOf(slug, named, lang)).join(', ') });
    case 'stateStatus':
      return t('condition.stateStatus', {
        institution: nameOf(condition.institution, named, lang),
        list: condition.accepted.map((status) => statusWord(status, lang)).join(', '),
      });
    case 'seat':
      return t('condition.seat', { body: bodyName(condition.body, named, lang) });
    case 'arrears':
      return t('condition.arrears', { years: condition.years });
    case 'named':
      return t('condition.named', { list: condition.parties.map((slug) => nameOf(slug, named, lang)).join(', ') });
  }
}

function sayFinding(candidate: ListedCandidate, condition: Condition, holds: boolean, named: NamedThings, lang: Lang): string {
  const t = say.in(lang);
  const { facts, head, state } = candidate;
  switch (condition.kind) {
    case 'standing':
      return asPart(candidate.standing(lang));
    case 'category':
      return facts.category ? t('finding.category', { category: t(`category.${facts.category}`) }) : t('finding.noCategory');
    case 'head':
      return head && facts.head
        ? t(`finding.head.${facts.head}`, {
            name: head.person.name,
            title: titleInWords(head.title, head.person.gender, lang),
            doubt: head.doubt ?? 'none',
          })
        : t('finding.head.none');
    case 'states':
      return state ? t('finding.state', { state: inLang(state.name, lang) }) : t('finding.noState');
    case 'stateStatus': {
      const status = facts.stateStatuses[condition.institution];
      const institution = nameOf(condition.institution, named, lang);
      if (!state) return t('finding.noState');
      return t(status ? 'finding.stateStatus' : 'finding.noStateStatus', {
        state: inLang(state.name, lang),
        institution,
        status: status ? statusWord(status, lang) : '',
      });
    }
    case 'seat':
      return t(`finding.seat.${facts.seats[condition.body] ?? 'none'}`, { body: bodyName(condition.body, named, lang) });
    case 'arrears':
      return sayArrears(candidate, lang);
    case 'named':
      return t(holds ? 'finding.named' : 'finding.notNamed');
  }
}

/** What is owed and since when, and how often it was asked for. */
function sayArrears({ arrears, facts, reminded }: ListedCandidate, lang: Lang): string {
  const t = say.in(lang);
  if (!arrears || facts.oldestDue === null) return t('finding.nothingDue');
  const last = reminded.at(-1);
  return t('finding.arrears', {
    why: asPart(arrears.why(lang)),
    count: reminded.length,
    last: last ? formatDate(last, lang) : '',
  });
}

/** The same thing found twice is said once. */
function joinReasons(reasons: readonly string[]): string {
  return [...new Set(reasons)].join(' ; ');
}

function nameOf(slug: string, { parties }: NamedThings, lang: Lang): string {
  const party = parties.get(slug);
  return party ? (party.acronym ?? inLang(party.name, lang)) : slug;
}

function bodyName(slug: string, { bodies }: NamedThings, lang: Lang): string {
  const body = bodies.get(slug);
  return body ? inLang(body, lang) : slug;
}

/** A status of an institution; one that this module does not know is its code. */
export function statusWord(status: string, lang: Lang): string {
  const key = `status.${status}`;
  return say.has(key) ? say.in(lang)(key) : status;
}

function withoutStop(text: string): string {
  return text.trim().replace(/[.\s]+$/, '');
}

/** A sentence of its own, « Membre depuis 1990. », as a part of another one. */
function asPart(sentence: string): string {
  const text = withoutStop(sentence);
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
