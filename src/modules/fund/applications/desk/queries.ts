import { and, asc, desc, eq, gte, ilike, isNotNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { inLang, type Lang, type Localized } from '../../../../kernel/i18n/lang.ts';
import { asKnownNow, findPartiesById, findStatesOf, type PartyRef } from '../../../register/index.ts';
import { fundCall } from '../../calls/schema.ts';
import { mayReadFund } from '../../policy.ts';
import type { DossierState, Marker, MarkerScore } from '../../vocabulary.ts';
import { fundDossier, fundDossierNow, fundDossierVersion } from '../schema.ts';

export interface DossierFilter {
  /** A reference, or words of the title. */
  words?: string | undefined;
  /** The address of a call. */
  call?: string | undefined;
  state?: DossierState | undefined;
  /** The party of a State. */
  countryId?: string | undefined;
  theme?: string | undefined;
  marker?: Marker | undefined;
  /** Null: not screened. */
  score?: MarkerScore | null | undefined;
  leastCents?: number | undefined;
  mostCents?: number | undefined;
}

export const dossierSorts = ['reference', 'title', 'requested', 'deposited'] as const;
export type DossierSort = (typeof dossierSorts)[number];

/** A deposited dossier in the list of the secretariat. */
export interface ListedDossier {
  id: string;
  reference: string;
  title: string;
  lead: PartyRef | undefined;
  country: PartyRef | undefined;
  call: Localized;
  state: DossierState;
  version: number;
  requestedCents: number;
  totalCents: number;
  currency: string;
  gender: MarkerScore | null;
  at: Temporal.Instant;
}

/** The dossiers that were deposited, a page of them, as of their last deposit. @throws Forbidden */
export async function listDossiers(
  act: Act,
  filter: DossierFilter,
  sort: { key: DossierSort; direction: 'ascending' | 'descending' },
  { page, size }: { page: number; size: number },
): Promise<ListedDossier[]> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const order = sort.direction === 'ascending' ? asc : desc;
  const rows = await act.db
    .select({ dossier: fundDossier, version: fundDossierVersion, call: fundCall, state: fundDossierNow.state })
    .from(fundDossierNow)
    .innerJoin(fundDossier, eq(fundDossier.id, fundDossierNow.dossierId))
    .innerJoin(fundDossierVersion, isLast)
    .innerJoin(fundCall, eq(fundCall.id, fundDossier.callId))
    .where(await whereOf(act, filter))
    .orderBy(order(sortColumns[sort.key]), order(fundDossierNow.dossierId))
    .limit(size)
    .offset((page - 1) * size);
  const at = await asKnownNow(act);
  const leadIds = [...new Set(rows.map(({ dossier }) => dossier.leadId))];
  const states = await findStatesOf(act.db, at, leadIds);
  const parties = await findPartiesById(act.db, [...leadIds, ...new Set(states.values())], at);
  return rows.map(({ dossier, version, call, state }) => ({
    id: dossier.id,
    reference: dossier.reference!,
    title: version.title,
    lead: parties.get(dossier.leadId),
    country: parties.get(states.get(dossier.leadId) ?? ''),
    call: { fr: call.nameFr, en: call.nameEn },
    state,
    version: version.number,
    requestedCents: version.requestedCents,
    totalCents: version.totalCents,
    currency: version.currency,
    gender: version.gender,
    at: version.at,
  }));
}

/** How many dossiers a filter leaves, and what they ask for in each currency. @throws Forbidden */
export async function countDossiers(
  act: Act,
  filter: DossierFilter,
): Promise<{ total: number; asked: { currency: string; cents: number }[] }> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const counted = act.db
    .select({
      currency: fundDossierNow.currency,
      total: sql<string>`count(*)`,
      cents: sql<string>`sum(${fundDossierNow.requestedCents})`,
    })
    .from(fundDossierNow)
    .$dynamic();
  const where = await whereOf(act, filter);
  // Without words, call, country, theme or marker, what each dossier says need not be read.
  const { words, call, countryId, theme, marker } = filter;
  const joined =
    words || call || countryId || theme || marker
      ? counted
          .innerJoin(fundDossier, eq(fundDossier.id, fundDossierNow.dossierId))
          .innerJoin(fundDossierVersion, isLast)
          .innerJoin(fundCall, eq(fundCall.id, fundDossier.callId))
      : counted;
  const rows = await joined.where(where).groupBy(fundDossierNow.currency).orderBy(asc(fundDossierNow.currency));
  return {
    total: rows.reduce((sum, { total }) => sum + Number(total), 0),
    asked: rows.map(({ currency, cents }) => ({ currency: currency!, cents: Number(cents) })),
  };
}

/** Deposited dossiers that a search names, by reference or words of the title. Whoever calls has checked who asks. */
export async function searchDossiers(act: Act, words: string, lang: Lang): Promise<{ reference: string; title: string; lead: string }[]> {
  const found = await listDossiers(act, { words }, { key: 'deposited', direction: 'descending' }, { page: 1, size: 20 });
  return found.map(({ reference, title, lead }) => ({ reference, title, lead: lead ? inLang(lead.name, lang) : '' }));
}

/** The last deposit of a dossier. */
const isLast = and(eq(fundDossierVersion.dossierId, fundDossierNow.dossierId), eq(fundDossierVersion.number, fundDossierNow.version));

async function whereOf(act: Act, filter: DossierFilter): Promise<SQL | undefined> {
  const { words, call, state, countryId, theme, marker, score, leastCents, mostCents } = filter;
  const like = words && `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return and(
    isNotNull(fundDossierNow.version),
    like ? or(ilike(fundDossier.reference, like), ilike(fundDossierVersion.title, like)) : undefined,
    call ? eq(fundCall.slug, call) : undefined,
    state ? eq(fundDossierNow.state, state) : undefined,
    countryId ? sql`${fundDossier.leadId} in ${await citiesOf(act, countryId)}` : undefined,
    theme
      ? sql`exists (select from fund_dossier_sector s where s.dossier_id = ${fundDossier.id} and s.version = ${fundDossierVersion.number} and s.theme = ${theme})`
      : undefined,
    marker && score !== undefined
      ? score === null
        ? sql`${fundDossierVersion[marker]} is null`
        : eq(fundDossierVersion[marker], score)
      : undefined,
    leastCents !== undefined ? gte(fundDossierNow.requestedCents, leastCents) : undefined,
    mostCents !== undefined ? lte(fundDossierNow.requestedCents, mostCents) : undefined,
  );
}

/** The applicants of a State, of those that ever applied. */
async function citiesOf(act: Act, countryId: string): Promise<SQL> {
  const leads = await act.db.selectDistinct({ id: fundDossier.leadId }).from(fundDossier);
  const states = await findStatesOf(
    act.db,
    await asKnownNow(act),
    leads.map(({ id }) => id),
  );
  const ids = [...states].filter(([, stateId]) => stateId === countryId).map(([id]) => id);
  return ids.length > 0
    ? sql`(${sql.join(
        ids.map((id) => sql`${id}::uuid`),
        sql`, `,
      )})`
    : sql`(null)`;
}

const sortColumns = {
  reference: fundDossier.reference,
  title: fundDossierVersion.title,
  requested: fundDossierNow.requestedCents,
  deposited: fundDossierNow.depositedAt,
} as const;
