import { asc, desc, eq, inArray, isNotNull, or } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../register/index.ts';
import { mayReadMembership } from '../policy.ts';
import { applicationStep, membershipApplication } from '../schema.ts';
import type { ApplicantCategory, ApplicationState } from '../vocabulary.ts';
import { isOpen, waitingFor, type Waiting } from './rules.ts';

/** An application in a list: where it is, whom it waits for, and since when. */
export interface ListedApplication {
  id: string;
  reference: string | null;
  name: string | null;
  category: ApplicantCategory | null;
  state: ApplicationState;
  stateParty: PartyRef | null;
  waiting: Waiting | null;
  since: Temporal.Instant;
  createdAt: Temporal.Instant;
}

/** What a list of applications may be narrowed to, as its address says. */
export interface ApplicationFilter {
  words?: string | undefined;
  state?: ApplicationState | undefined;
  /** Address of a State in the register. */
  country?: string | undefined;
  category?: ApplicantCategory | undefined;
  waiting?: Waiting | undefined;
  /** Decided and withdrawn ones too. */
  closed?: boolean | undefined;
}

export const applicationSorts = ['name', 'state', 'since', 'created'] as const;
export interface ApplicationSort {
  key: (typeof applicationSorts)[number];
  direction: 'ascending' | 'descending';
}

/**
 * The applications that pass a filter, in order. A draft that its author has not sent in is listed too, where it has a name: it is
 * someone who may need help.
 * @throws Forbidden
 */
export async function listApplications(
  act: Act,
  filter: ApplicationFilter,
  sort: ApplicationSort,
  lang: Lang,
): Promise<ListedApplication[]> {
  if (!mayReadMembership(act.actor)) throw new Forbidden();
  const found = (await selectListed(act)).filter(
    (one) =>
      (!filter.state || one.state === filter.state) &&
      (!filter.country || one.stateParty?.slug === filter.country) &&
      (!filter.category || one.category === filter.category) &&
      (!filter.waiting || one.waiting === filter.waiting) &&
      (filter.closed || filter.state || isOpen(one.state)) &&
      (!filter.words || fold(`${one.name ?? ''} ${one.reference ?? ''}`).includes(fold(filter.words))),
  );
  const { compare } = collator(lang);
  const byName = (a: ListedApplication, b: ListedApplication) => compare(a.name ?? '', b.name ?? '') || compare(a.id, b.id);
  const orders: Record<ApplicationSort['key'], (a: ListedApplication, b: ListedApplication) => number> = {
    name: byName,
    state: (a, b) => compare(stateName(a, lang), stateName(b, lang)),
    since: (a, b) => Temporal.Instant.compare(a.since, b.since),
    created: (a, b) => Temporal.Instant.compare(a.createdAt, b.createdAt),
  };
  const turn = sort.direction === 'ascending' ? 1 : -1;
  return found.toSorted((a, b) => turn * orders[sort.key](a, b) || byName(a, b));
}

/** The applications of one party, the latest first. The caller has checked who reads them. */
export async function listApplicationsOf(act: Act, partyId: string): Promise<ListedApplication[]> {
  const all = await selectListed(act, partyId);
  return all.toSorted((one, other) => Temporal.Instant.compare(other.createdAt, one.createdAt));
}

async function selectListed(act: Act, partyId?: string): Promise<ListedApplication[]> {
  const rows = await act.db
    .select()
    .from(membershipApplication)
    .where(
      partyId
        ? eq(membershipApplication.partyId, partyId)
        : or(isNotNull(membershipApplication.reference), isNotNull(membershipApplication.name)),
    )
    .orderBy(asc(membershipApplication.createdAt));
  if (rows.length === 0) return [];
  const last = await act.db
    .selectDistinctOn([applicationStep.applicationId])
    .from(applicationStep)
    .where(
      inArray(
        applicationStep.applicationId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(applicationStep.applicationId, desc(applicationStep.number));
  const steps = new Map(last.map((step) => [step.applicationId, step]));
  const states = await findPartiesById(act.db, [...new Set(rows.flatMap(({ stateId }) => stateId ?? []))], await asKnownNow(act));
  return rows.map(({ id, reference, name, category, stateId, createdAt }) => {
    const { state, at } = steps.get(id)!;
    return {
      id,
      reference,
      name,
      category,
      state,
      stateParty: states.get(stateId ?? '') ?? null,
      waiting: waitingFor(state),
      since: at,
      createdAt,
    };
  });
}

function stateName({ stateParty }: ListedApplication, lang: Lang): string {
  return stateParty ? inLang(stateParty.name, lang) : '';
}

function fold(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
