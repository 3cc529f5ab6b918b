/** What may be imported, in the order in which files build on each other. */
export const importKinds = [
  'parties',
  'names',
  'identifiers',
  'statuses',
  'endorsements',
  'measures',
  'links',
  'series',
  'occurrences',
  'mandates',
] as const;
export type ImportKind = (typeof importKinds)[number];

/** The columns that a file of each kind may have; those that it must have are named by `requiredColumns`. */
export const columnsOf: Record<ImportKind, readonly string[]> = {
  parties: [
    'slug',
    'kind',
    'name_fr',
    'name_en',
    'official_name_fr',
    'acronym',
    'iso3',
    'iso3166_2',
    'wikidata',
    'insee',
    'geonames',
    'iati_org',
    'dac_channel',
    'website',
    'certainty',
    ...sourceColumns(),
  ],
  names: ['party', 'language', 'usage', 'name', ...factColumns()],
  identifiers: ['party', 'scheme', 'value', ...factColumns()],
  statuses: ['party', 'institution', 'status', 'category', ...factColumns()],
  endorsements: ['party', 'coalition', ...factColumns()],
  measures: ['party', 'measure', 'value', 'unit', ...factColumns()],
  links: ['party', 'link', 'target', ...factColumns()],
  series: ['slug', 'name_fr', 'name_en', 'words_fr', 'words_en', 'institution'],
  occurrences: ['series', 'event', 'number', 'name_fr', 'name_en', 'place', 'state', 'starts_on', 'ends_on', 'status', ...factColumns()],
  mandates: ['party', 'title', 'person', 'gender', 'accession', 'expected_end', 'confirmed_on', 'end_cause', ...factColumns()],
};

export const requiredColumns: Record<ImportKind, readonly string[]> = {
  parties: ['kind', 'name_fr', 'source'],
  names: ['party', 'language', 'usage', 'name', 'source'],
  identifiers: ['party', 'scheme', 'value', 'source'],
  statuses: ['party', 'institution', 'status', 'source'],
  endorsements: ['party', 'coalition', 'source'],
  measures: ['party', 'measure', 'value', 'unit', 'source'],
  links: ['party', 'link', 'target', 'source'],
  series: ['slug', 'name_fr'],
  occurrences: ['name_fr', 'status', 'source'],
  mandates: ['party', 'title', 'person', 'accession', 'source'],
};

/** Kinds of which a file may be the complete list, and the columns that say of what it is complete. */
export const completeScopes: Partial<Record<ImportKind, readonly string[]>> = {
  statuses: ['institution_id'],
  endorsements: ['coalition_id'],
  links: ['link', 'target_id'],
};

/** What people call the columns in their own files, in French and in English; accents, case and marks do not count. */
export const synonyms: Record<string, readonly string[]> = {
  slug: ['adresse', 'identifiant beffroi', 'address'],
  kind: ['sorte', 'type', 'nature', 'genre de partie'],
  name_fr: ['nom', 'nom francais', 'nom en francais', 'french name', 'libelle'],
  name_en: ['nom anglais', 'nom en anglais', 'english name'],
  official_name_fr: ['nom officiel', 'denomination', 'official name'],
  acronym: ['sigle', 'acronyme'],
  iso3: ['code iso', 'code pays', 'iso', 'iso3166-1-alpha3', 'country code'],
  iso3166_2: ['iso3166-2', 'code region'],
  wikidata: ['qid'],
  insee: ['code insee', 'code commune'],
  geonames: ['geonames id'],
  iati_org: ['iati-org', 'identifiant iati', 'iati'],
  dac_channel: ['dac-channel', 'canal cad', 'code cad'],
  website: ['site', 'site web', 'url'],
  party: ['partie', 'etat', 'membre', 'collectivite', 'ville', 'pays', 'etat ou gouvernement', 'member', 'city', 'country', 'iso3', 'slug'],
  institution: ['organisation', 'institution (adresse)'],
  coalition: ['alliance'],
  status: ['statut', 'etat de la rencontre'],
  category: ['categorie', 'member type'],
  language: ['langue'],
  usage: ['emploi'],
  name: ['nom'],
  scheme: ['repertoire', 'code de quoi', 'referentiel'],
  value: ['valeur', 'code', 'identifiant', 'nombre'],
  measure: ['mesure', 'indicateur', 'indicator'],
  unit: ['unite'],
  link: ['lien', 'relation'],
  target: ['cible', 'avec', 'vers'],
  words_fr: ['mots', 'mots francais', 'mots qui l annoncent'],
  words_en: ['mots anglais'],
  series: ['serie'],
  event: ['rencontre', 'evenement'],
  number: ['numero', 'n', 'no'],
  place: ['lieu', 'ville d accueil'],
  state: ['etat', 'pays'],
  starts_on: ['debut de la rencontre', 'date de debut', 'start date', 'starts', 'date'],
  ends_on: ['fin de la rencontre', 'date de fin', 'end date', 'ends'],
  title: ['titre', 'fonction', 'office'],
  person: ['personne', 'maire', 'responsable', 'nom', 'mayor', 'name', 'head'],
  gender: ['accord', 'genre', 'sexe'],
  accession: ['mode d accession', 'comment', 'designation'],
  expected_end: ['fin attendue', 'fin prevue', 'expected end', 'term ends'],
  confirmed_on: ['confirme le', 'confirmed'],
  end_cause: ['cause de la fin', 'cause', 'raison de la fin', 'reason'],
  from: ['depuis', 'de', 'debut', 'valid from', 'a partir du', 'since'],
  to: ['fin', 'cesse le', 'valid to', 'until'],
  attested: ['atteste', 'atteste le', 'as of', 'a la date du', 'attested from'],
  certainty: ['certitude', 'fiabilite'],
  retained: ['retenu', 'retenue'],
  source: ['titre de la source', 'source title', 'reference'],
  source_url: ['url de la source', 'adresse de la source', 'lien de la source'],
  source_publisher: ['editeur', 'editeur de la source', 'publisher', 'source publisher'],
  consulted_on: ['consulte le', 'consultee le', 'date de consultation', 'accessed'],
  note: ['remarque', 'commentaire', 'notes', 'comment'],
};

function sourceColumns(): string[] {
  return ['source', 'source_url', 'source_publisher', 'consulted_on', 'note'];
}

function factColumns(): string[] {
  return ['from', 'to', 'attested', 'certainty', 'retained', ...sourceColumns()];
}
