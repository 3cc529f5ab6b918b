/** Out of which purse a call is paid. */
export const purses = ['cooperation', 'operator', 'emergency'] as const;
export type Purse = (typeof purses)[number];

export const callStates = ['draft', 'published', 'closed', 'cancelled'] as const;
export type CallState = (typeof callStates)[number];

/** How dossiers of a call are decided: at a sitting, in writing, or by video with the papers after (R10). */
export const decisionPaths = ['sitting', 'written', 'emergency'] as const;

export const dossierStates = [
  'draft',
  'submitted',
  'completion_asked',
  'inadmissible',
  'admissible',
  'appraised',
  'on_agenda',
  'granted',
  'granted_on_conditions',
  'reserve',
  'deferred',
  'refused',
  'withdrawn',
] as const;
export type DossierState = (typeof dossierStates)[number];

/** What binds a party to a dossier, besides the lead applicant. */
export const dossierRoles = ['partner', 'funder'] as const;

/** What a sitting may say of a dossier. */
export const outcomes = ['granted', 'granted_on_conditions', 'reserve', 'deferred', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];

export const projectStates = ['awarded', 'agreement_sent', 'active', 'suspended', 'completed', 'closed', 'cancelled'] as const;
export type ProjectState = (typeof projectStates)[number];

export const reportKinds = ['interim', 'final'] as const;

export const reportStates = ['draft', 'submitted', 'returned', 'accepted'] as const;
export type ReportState = (typeof reportStates)[number];

/** The policy markers of the OECD-DAC: gender equality, and the four Rio markers. */
export const markers = ['gender', 'adaptation', 'mitigation', 'biodiversity', 'desertification'] as const;
export type Marker = (typeof markers)[number];

/** Not targeted, significant, principal; what was not screened has none. Nothing above 2 exists. */
export const markerScores = [0, 1, 2] as const;
export type MarkerScore = (typeof markerScores)[number];

/** What of a project may be hidden from the public, each by itself. */
export const hideables = ['project', 'amounts', 'places'] as const;
export type Hideable = (typeof hideables)[number];
