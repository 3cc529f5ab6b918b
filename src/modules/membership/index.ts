/** The door of membership: what other modules may read of who belongs to the network. */
export { membershipPaths } from './paths.ts';
export { findNetwork } from './standing/network.ts';
export { findStanding, listStandings, type MembershipStanding } from './standing/queries.ts';
export { membershipCategories, type MembershipCategory, type StandingKind } from './standing/rules.ts';
export { type Arrears, findArrears } from './dues/arrears/queries.ts';
export { settleAccounts } from './dues/ledger/queries.ts';
export { listReminderDays } from './dues/reminders/queries.ts';
export { readStatement } from './dues/bank/read-statement.ts';
