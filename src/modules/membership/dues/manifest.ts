import type { Module } from '../../../kernel/module.ts';
import { asKnownNow } from '../../register/index.ts';
import { findArrears } from './arrears/queries.ts';
import { callJobs } from './calls/jobs.ts';
import { forgetInDues } from './erasure.ts';
import { settleAccounts } from './ledger/queries.ts';
import { say } from './messages.ts';
import { duesPaths } from './paths.ts';
import { mayKeepDues, mayReadAccount, mayReadDues } from './policy.ts';
import { reminderJobs, reminderSchedule } from './reminders/jobs.ts';
import { duesRoutes } from './routes.ts';

/** What dues give to the module of membership. */
export const dues = {
  routes: duesRoutes,
  uploads: [{ path: duesPaths.newBankFile(), may: mayKeepDues }],
  jobs: { ...callJobs, ...reminderJobs },
  schedule: reminderSchedule,
  forgetPerson: forgetInDues,
  staffNavigation: [
    { path: duesPaths.dues(), label: say.later('nav.dues'), roles: ['finance', 'officer', 'direction', 'admin'], place: 'members' },
  ],
  // What a member owes is read by itself, by those who keep or follow the accounts, and by nobody else.
  async partyPanels(act, party, lang) {
    if (!mayReadAccount(act.actor, party.id)) return [];
    const at = await asKnownNow(act);
    const { years } = (await settleAccounts(act.db, at, [party.id])).get(party.id)!;
    if (years.length === 0) return [];
    const arrears = (await findArrears(act.db, at, [party.id])).get(party.id)!;
    const path = mayReadDues(act.actor) ? duesPaths.account(party.slug) : duesPaths.ownAccount();
    return [{ path, title: say.in(lang)('panel.title'), summary: arrears.why(lang) }];
  },
} satisfies Omit<Module, 'name'>;
