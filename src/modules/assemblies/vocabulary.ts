/** How a sitting is held. In writing, everyone is deemed present and votes within the time given. */
export const sittingModes = ['on_site', 'video', 'written'] as const;
export type SittingMode = (typeof sittingModes)[number];

/** Where a sitting stands; see the table of `sittings/rules.ts`. */
export const sittingSteps = ['prepared', 'convened', 'open', 'suspended', 'closed', 'minuted', 'approved', 'cancelled'] as const;
export type SittingStep = (typeof sittingSteps)[number];

export const itemKinds = ['information', 'debate', 'decision', 'election', 'minutes'] as const;

/** What binds a party to an item. */
export const interestKinds = ['applicant', 'partner', 'funder', 'twin'] as const;
export type InterestKind = (typeof interestKinds)[number];

/** Who found that someone must stay out of an item: the register, themselves, somebody else. */
export const recusalOrigins = ['computed', 'declared', 'challenged'] as const;
export type RecusalOrigin = (typeof recusalOrigins)[number];

/** Why a party that could vote may not. */
export const exclusions = [
  'no_mandate',
  'unconfirmed',
  'vacant_seat',
  'associate',
  'honorary',
  'suspended',
  'not_member',
  'arrears',
] as const;
export type Exclusion = (typeof exclusions)[number];

/** Hands are counted by two tellers; a paper ballot bears its voter's name and is read by two people; a secret one bears none. */
export const voteMethods = ['hands', 'named', 'secret', 'paper'] as const;
export type VoteMethod = (typeof voteMethods)[number];

/** A part of a whole that must be reached. */
export const thresholds = [
  'none',
  'quarter',
  'third',
  'half',
  'more_than_half',
  'three_fifths',
  'two_thirds',
  'three_quarters',
  'all',
] as const;
export type Threshold = (typeof thresholds)[number];

/** Of what a majority is a part. `cast`: for and against only. */
export const majorityBases = ['cast', 'present', 'entitled'] as const;
export type MajorityBase = (typeof majorityBases)[number];

/** What a tie means: the proposal falls, or whoever chairs decides. */
export const tieRules = ['rejected', 'chair'] as const;
export type TieRule = (typeof tieRules)[number];
