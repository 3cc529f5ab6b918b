import { memberCategories } from '../register/index.ts';

/** The closed lists of membership, in the order in which people expect to read them. */
export const applicationStates = [
  'draft',
  'submitted',
  'complete',
  'opinion_asked',
  'opinion_received',
  'no_opinion',
  'examined',
  'postponed',
  'admitted',
  'member',
  'refused',
  'withdrawn',
] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** What may be asked for: the words of the register for the categories of R9, honour aside, which is given and not asked for. */
export const applicantCategories = memberCategories;
export type ApplicantCategory = (typeof applicantCategories)[number];

export const documentKinds = ['council_deliberation', 'board_decision', 'supervising_opinion', 'letter', 'other'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const opinions = ['favourable', 'reserved', 'unfavourable'] as const;
export type Opinion = (typeof opinions)[number];

export const membershipChanges = ['suspension', 'reinstatement', 'resignation', 'exclusion', 'readmission', 'honour'] as const;
export type MembershipChange = (typeof membershipChanges)[number];

export const settingNames = ['network', 'most_per_state', 'associations_count', 'opinion_days', 'reminder_days'] as const;
export type SettingName = (typeof settingNames)[number];
