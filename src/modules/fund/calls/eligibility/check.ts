import type { Act } from '../../../../kernel/act.ts';
import type { At } from '../../../../kernel/collections.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang, type Message } from '../../../../kernel/i18n/lang.ts';
import { findArrears, findStanding, membershipCategories, type MembershipStanding, settleAccounts } from '../../../membership/index.ts';
import { asKnownNow, findParties, findPartiesById, findStatesOf, listMandates, titleInWords } from '../../../register/index.ts';
import { settingOn } from '../../settings/queries.ts';
import { type EligibilityRule, eligibilityRules } from '../forms/definition.ts';
import { say } from '../messages.ts';
import type { FundCall } from '../schema.ts';
import { findWaiver, listOverdueReports } from './queries.ts';

export type EligibilityAnswer = 'yes' | 'no' | 'unknown';

/** What a rule of a call says of a party: yes, no or unknown, why, and what to provide where something may change that. */
export interface EligibilityLine {
  rule: EligibilityRule['kind'];
  answer: EligibilityAnswer;
  why: Message;
  provide: Message | null;
}

/** Each rule of a call has its line, in the order in which the call says them. The caller has checked who reads them. */
export async function checkEligibility(act: Act, call: FundCall, partyId: string, on = dayOf(act.now)): Promise<EligibilityLine[]> {
  const at = await asKnownNow(act, on);
  const lines: EligibilityLine[] = [];
  for (const rule of eligibilityRules.parse(call.eligibility))
    lines.push({ rule: rule.kind, ...(await checkRule({ act, call, partyId, at }, rule)) });
  return lines;
}

/** The answer to all rules together: no where one says no, unknown where one does not know. */
export function answerOf(lines: readonly EligibilityLine[]): EligibilityAnswer {
  if (lines.some(({ answer }) => answer === 'no')) return 'no';
  return lines.some(({ answer }) => answer === 'unknown') ? 'unknown' : 'yes';
}

interface Checked {
  act: Act;
  call: FundCall;
  partyId: string;
  at: At;
}
type Found = Omit<EligibilityLine, 'rule'>;

function checkRule(checked: Checked, rule: EligibilityRule): Promise<Found> {
  switch (rule.kind) {
    case 'member':
      return checkMember(checked);
    case 'good_standing':
      return checkGoodStanding(checked);
    case 'sitting_mandate':
      return checkMandate(checked);
    case 'region':
      return checkRegion(checked, rule.states);
    case 'category':
      return checkCategory(checked, rule.categories);
    case 'accounts_rendered':
      return checkAccounts(checked);
  }
}

async function checkMember(checked: Checked): Promise<Found> {
  const { standing, reason, why } = await standingOf(checked);
  if (standing === 'member') return yes(why);
  // R9 gives an associate city a consultative voice; whether it may be funded is not known.
  if (standing === 'associate') return unknown(why, say.later('provide.associate'));
  if (reason === 'unconfirmed' || reason === 'undated') return unknown(why, say.later('provide.membership'));
  return no(why, say.later(reason === 'suspended' ? 'provide.reinstatement' : 'provide.application'));
}

async function checkGoodStanding(checked: Checked): Promise<Found> {
  const { act, partyId, at } = checked;
  const { standing, why } = await standingOf(checked);
  if (standing === 'suspended') return no(why, say.later('provide.reinstatement'));
  const arrears = (await findArrears(act.db, at, [partyId])).get(partyId)!;
  if (arrears.years.length > 0) return no(arrears.why, say.later('provide.payment'));
  const { years } = (await settleAccounts(act.db, at, [partyId])).get(partyId)!;
  return years.length > 0 ? yes(arrears.why) : unknown(say.later('eligible.neverCalled'), say.later('provide.receipt'));
}

async function checkMandate({ act, partyId, at }: Checked): Promise<Found> {
  const mandates = await listMandates(act.db, at, { partyIds: [partyId] });
  const current = mandates.find(({ standing }) => standing === 'sitting') ?? mandates.find(({ standing }) => standing === 'unconfirmed');
  if (current) {
    const why: Message = (lang) =>
      say.in(lang)(`eligible.mandate.${current.standing as 'sitting' | 'unconfirmed'}`, {
        name: current.person.name,
        title: titleInWords(current.title, current.person.gender, lang, current.stateCode),
      });
    return current.standing === 'sitting' ? yes(why) : unknown(why, say.later('provide.mandate'));
  }
  const over = mandates.find(({ standing }) => standing === 'ended');
  const end = over?.to;
  if (!over || !end) return unknown(say.later('eligible.mandate.none'), say.later('provide.mandate'));
  return no(
    (lang) => say.in(lang)('eligible.mandate.ended', { name: over.person.name, end: formatDate(end.date, lang, end.precision) }),
    say.later('provide.mandate'),
  );
}

async function checkRegion({ act, partyId, at }: Checked, slugs: readonly string[]): Promise<Found> {
  const asked = await findParties(act.db, slugs, at);
  const stateId = (await findStatesOf(act.db, at, [partyId])).get(partyId);
  const state = stateId ? (await findPartiesById(act.db, [stateId], at)).get(stateId) : undefined;
  if (!state) return unknown(say.later('eligible.region.unknown'), say.later('provide.state'));
  const isAsked = slugs.includes(state.slug);
  const why: Message = (lang) =>
    say.in(lang)(`eligible.region.${isAsked ? 'in' : 'out'}`, {
      state: inLang(state.name, lang),
      states: new Intl.ListFormat(lang).format(slugs.map((slug) => inLang(asked.get(slug)?.name ?? { fr: slug }, lang))),
    });
  return isAsked ? yes(why) : no(why, null);
}

async function checkCategory(checked: Checked, categories: readonly string[]): Promise<Found> {
  const { category, standing, why } = await standingOf(checked);
  if (category === null) return standing === 'none' ? unknown(why, say.later('provide.membership')) : unknown(why, null);
  const isAsked = categories.includes(category);
  const said: Message = (lang) =>
    say.in(lang)(`eligible.category.${isAsked ? 'in' : 'out'}`, {
      category: say.in(lang)(`category.${category}`),
      categories: new Intl.ListFormat(lang).format(
        membershipCategories.filter((one) => categories.includes(one)).map((one) => say.in(lang)(`category.${one}`)),
      ),
    });
  return isAsked ? yes(said) : no(said, null);
}

async function checkAccounts({ act, call, partyId, at }: Checked): Promise<Found> {
  const overdue = await listOverdueReports(act.db, partyId, at.on);
  if (overdue.length === 0) return yes(say.later('eligible.accounts.none'));
  const inWords: Message = (lang) =>
    new Intl.ListFormat(lang).format(
      overdue.map(({ reference, number, dueOn }) =>
        say.in(lang)('eligible.accounts.report', { reference, number, day: formatDate(dueOn, lang) }),
      ),
    );
  const waiver = await findWaiver(act.db, call.id, partyId);
  if (waiver)
    return yes((lang) =>
      say.in(lang)('eligible.accounts.waived', {
        reports: inWords(lang),
        name: waiver.by,
        day: formatDate(dayOf(waiver.at), lang),
        reason: waiver.reason,
      }),
    );
  if (!(await settingOn(act.db, 'reports_block', at.on)))
    return yes((lang) => say.in(lang)('eligible.accounts.noBlock', { reports: inWords(lang) }));
  const why: Message = (lang) => say.in(lang)('eligible.accounts.late', { count: overdue.length, reports: inWords(lang) });
  // What waits for the secretariat is not held against the city.
  if (overdue.every(({ state }) => state === 'submitted'))
    return unknown((lang) => say.in(lang)('eligible.accounts.reviewed', { reports: inWords(lang) }), say.later('provide.nothing'));
  return no(why, say.later('provide.report'));
}

async function standingOf({ act, partyId, at }: Checked): Promise<MembershipStanding> {
  return (await findStanding(act.db, at, [partyId])).get(partyId)!;
}

function yes(why: Message): Found {
  return { answer: 'yes', why, provide: null };
}

function no(why: Message, provide: Message | null): Found {
  return { answer: 'no', why, provide };
}

function unknown(why: Message, provide: Message | null): Found {
  return { answer: 'unknown', why, provide };
}
