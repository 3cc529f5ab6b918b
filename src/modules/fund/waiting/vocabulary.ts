/** What waits in the fund, in the order of the life of a project. */
export const waitKinds = [
  'admissibility',
  'completion',
  'opinion',
  'appraisal',
  'agenda',
  'sitting',
  'award',
  'note',
  'deferred',
  'reserve',
  'agreement',
  'signature',
  'account',
  'condition',
  'request',
  'verification',
  'approval',
  'order',
  'execution',
  'returning',
  'report',
  'review',
  'action',
  'closure',
  'recovery',
] as const;
export type WaitKind = (typeof waitKinds)[number];

/** For whom something waits. */
export const awaited = ['city', 'officer', 'expert', 'direction', 'bureau', 'finance'] as const;
export type Awaited = (typeof awaited)[number];

/** Of what is money's, which those who neither keep nor follow the accounts do not read. */
export const moneyKinds: readonly WaitKind[] = [
  'account',
  'request',
  'verification',
  'approval',
  'order',
  'execution',
  'returning',
  'recovery',
];

/** Of what the network does by itself, which a city is not told. */
export const innerKinds: readonly WaitKind[] = ['opinion', 'note', 'deferred', 'reserve', 'account', 'action', 'closure'];
