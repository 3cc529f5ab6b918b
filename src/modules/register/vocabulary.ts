/** The closed lists of the register: code (English, as in the tables) in the order in which people expect to read them. */
export const partyKinds = [
  'state',
  'government',
  'local_authority',
  'association',
  'institution',
  'coalition',
  'network',
  'donor',
] as const;
export type PartyKind = (typeof partyKinds)[number];

/** What a party is in an institution. `withdrawn` is a status of its own, with its date: a withdrawal is a fact, not an absence. */
export const statuses = [
  'member',
  'associate',
  'observer',
  'suspended',
  'withdrawn',
  'direct_operator',
  'recognised_actor',
  'honorary',
] as const;
export type StatusValue = (typeof statuses)[number];

export const memberCategories = [
  'city',
  'region',
  'district',
  'province_city',
  'intermunicipal_body',
  'national_association',
  'regional_association',
  'associate_city',
] as const;
export type MemberCategory = (typeof memberCategories)[number];

export const certainties = ['confirmed', 'probable', 'disputed'] as const;
export type Certainty = (typeof certainties)[number];

export const measures = ['population', 'gni_per_head', 'published_members'] as const;
export type Measure = (typeof measures)[number];

export const occurrenceStatuses = ['announced', 'moved', 'held', 'cancelled'] as const;

export const links = ['capital_of', 'part_of', 'member_of', 'twinned_with'] as const;

export const nameUsages = ['common', 'official', 'acronym', 'former'] as const;
export const nameLanguages = ['fr', 'en', 'local'] as const;

export const identifierSchemes = [
  'iso3166-1-alpha3',
  'iso3166-2',
  'wikidata',
  'insee',
  'geonames',
  'iati-org',
  'dac-channel',
  'website',
] as const;
export type IdentifierScheme = (typeof identifierSchemes)[number];

/** How someone came into an office. */
export const accessions = ['elected', 'appointed', 'interim', 'special_delegation'] as const;
export type Accession = (typeof accessions)[number];

/** Why a mandate ended. */
export const endCauses = ['term', 'defeat', 'resignation', 'death', 'dissolution', 'suspension'] as const;
export type EndCause = (typeof endCauses)[number];

/** Titles agree in gender; nothing else is drawn from it. */
export const genders = ['f', 'm'] as const;
export type Gender = (typeof genders)[number];

/** How a person is reached; `assistant` is whoever answers for them: a chief of staff, a focal point. */
export const contactChannels = ['email', 'phone', 'post', 'assistant'] as const;
export type ContactChannel = (typeof contactChannels)[number];

export const bodyKinds = ['general_assembly', 'bureau', 'commission'] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** What someone is in a body, in the order in which a list of it is read; `chair` is of a commission. */
export const seatFunctions = ['president', 'vice_president', 'secretary', 'treasurer', 'chair', 'member'] as const;
export type SeatFunction = (typeof seatFunctions)[number];
