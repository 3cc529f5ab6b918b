import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { formatDate, formatDates, formatNumber, type Precision } from '../../../kernel/i18n/format.ts';
import { say } from '../messages.ts';
import { shortName } from '../parties/directory.ts';
import type { JsonRow } from '../schema.ts';
import type { HeldFact } from './read.ts';
import { partyColumns, type Refs } from './refs.ts';
import { spanOf, attestedInWords, spanInWords } from './spans.ts';
import { titleInWords } from '../offices/titles.ts';

/** The party's name on the day, or its address where no name is held then. */
export function partyLabel(refs: Refs, id: unknown, lang: Lang): string {
  const found = refs.parties.get(String(id));
  return found ? inLang(found.name, lang) : '—';
}

/** The same in a narrow place: its acronym where it has one. */
export function shortLabel(refs: Refs, id: unknown, lang: Lang): string {
  const found = refs.parties.get(String(id));
  return found ? shortName(found, lang) : '—';
}

/** What a fact says of its subject, in a few words: `membre (ville)`, `75 signataires`, `capitale de France`. */
export function saysInWords({ kind, row }: Pick<HeldFact, 'kind' | 'row'>, refs: Refs, lang: Lang): string {
  const t = say.in(lang);
  switch (kind) {
    case 'status': {
      const status = t(`status.${row['status']}` as 'status.member');
      return row['category'] ? t('says.statusCategory', { status, category: t(`category.${row['category']}` as 'category.city') }) : status;
    }
    case 'endorsement':
      return t('says.endorsement', { coalition: shortLabel(refs, row['coalition_id'], lang) });
    case 'measure':
      return measureInWords(row, lang);
    case 'party_link':
      return t('says.link', { link: t(`link.${row['link']}` as 'link.part_of'), target: partyLabel(refs, row['target_id'], lang) });
    case 'occurrence':
      return occurrenceInWords(row, lang);
    case 'party_name':
    case 'person_name':
      return String(row['name']);
    case 'mandate':
      return t('says.mandate', { person: personLabel(refs, row), accession: t(`accession.${row['accession']}` as 'accession.elected') });
    case 'seat':
      return t('says.seat', { person: personLabel(refs, row), function: t(`function.${row['function']}` as 'function.member') });
    case 'voting_day':
      return formatDate(Temporal.PlainDate.from(String(row['votes_on'])), lang);
    default:
      return String(row['value']);
  }
}

/** What a fact is about, in a few words: `Albanie : statut dans OIF`. */
export function aboutInWords({ kind, row }: Pick<HeldFact, 'kind' | 'row'>, refs: Refs, lang: Lang): string {
  const t = say.in(lang);
  const party = partyLabel(refs, row['party_id'], lang);
  switch (kind) {
    case 'status':
      return t('about.status', { party, institution: shortLabel(refs, row['institution_id'], lang) });
    case 'endorsement':
      return t('about.endorsement', { party, coalition: shortLabel(refs, row['coalition_id'], lang) });
    case 'measure':
      return t('about.measure', { party, measure: t(`measure.${row['measure']}` as 'measure.population') });
    case 'party_link':
      return t('about.link', { party, link: t(`link.${row['link']}` as 'link.part_of'), target: partyLabel(refs, row['target_id'], lang) });
    case 'occurrence':
      return occurrenceName(row, lang);
    case 'party_name':
      return t('about.name', {
        party,
        usage: t(`usage.${row['usage']}` as 'usage.common'),
        language: t(`nameLanguage.${row['language']}` as 'nameLanguage.fr'),
      });
    case 'person_name':
      return t('about.person_name', { person: personLabel(refs, row) });
    case 'person_contact':
      return t('about.person_contact', { person: personLabel(refs, row), channel: t(`channel.${row['channel']}` as 'channel.email') });
    case 'mandate':
      return officeLabel(refs, row, lang);
    case 'seat': {
      const body = refs.bodies.get(String(row['body_id']));
      return t('about.seat', { party, body: body ? inLang({ fr: body.nameFr, en: body.nameEn }, lang) : '—' });
    }
    case 'voting_day':
      return t('about.voting_day', { event: refs.events.get(String(row['event_id']))?.slug ?? '—' });
    default:
      return t('about.identifier', { party, scheme: t(`scheme.${row['scheme']}` as 'scheme.insee') });
  }
}

/** « Lomé : maire ». */
export function officeLabel(refs: Refs, row: JsonRow, lang: Lang): string {
  const office = refs.offices.get(String(row['office_id']));
  if (!office) return '—';
  const gender = refs.persons.get(String(row['person_id']))?.gender ?? null;
  return say.in(lang)('about.mandate', { party: partyLabel(refs, office.partyId, lang), title: titleInWords(office.title, gender, lang) });
}

function personLabel(refs: Refs, row: JsonRow): string {
  return refs.persons.get(String(row['person_id']))?.name ?? '—';
}

export function occurrenceName(row: JsonRow, lang: Lang): string {
  return inLang({ fr: String(row['name_fr']), en: row['name_en'] as string | null }, lang);
}

/** `19–20 novembre 2025`, `novembre 2026`, `1979`; null where no date is known. */
export function occurrenceDates(row: JsonRow, lang: Lang): string | null {
  if (typeof row['starts_on'] !== 'string') return null;
  const to = typeof row['ends_on'] === 'string' ? Temporal.PlainDate.from(row['ends_on']) : null;
  return formatDates(Temporal.PlainDate.from(row['starts_on']), to, lang, row['date_precision'] as Precision);
}

/** One column of a fact's row in words: what the history of a fact and the journal compare. */
export function columnInWords(column: string, row: JsonRow, refs: Refs, lang: Lang): string {
  const t = say.in(lang);
  const value = row[column];
  if (column === 'valid') return spanInWords(spanOf(row), lang);
  if (value === null || value === undefined) return '—';
  if (column === 'attested_from') return attestedInWords(spanOf(row).attestedFrom!, lang);
  if (column === 'retained') return t(value ? 'retained.yes' : 'retained.no');
  if (column === 'source_id') return refs.sources.get(String(value))?.title ?? '—';
  if (column === 'person_id') return personLabel(refs, row);
  if (column === 'expected_end')
    return formatDate(Temporal.PlainDate.from(String(value)), lang, row['expected_end_precision'] as Precision);
  if (column === 'confirmed_on' || column === 'votes_on') return formatDate(Temporal.PlainDate.from(String(value)), lang);
  if (partyColumns.includes(column as 'party_id')) return partyLabel(refs, value, lang);
  if (column === 'starts_on' || column === 'ends_on')
    return formatDate(Temporal.PlainDate.from(String(value)), lang, column === 'starts_on' ? (row['date_precision'] as Precision) : 'day');
  if (column === 'value' && typeof value === 'number') return formatNumber(value, lang);
  if (column === 'status' && 'event_id' in row) return t(`occurrence.${value}` as 'occurrence.held');
  const key = `${wordsOf[column]}.${value}`;
  return say.has(key) ? t(key) : String(value);
}

/** The columns in which two rows of one fact differ, in the order in which people expect them. */
export function changedColumns(before: JsonRow, after: JsonRow): string[] {
  return Object.keys(after).filter((column) => !silent.has(column) && before[column] !== after[column]);
}

/** The name of a column, as people say it. */
export function columnLabel(column: string, lang: Lang): string {
  return say.in(lang)(`column.${column}` as 'column.valid');
}

/** Columns that say in which vocabulary their values are. */
const wordsOf: Record<string, string> = {
  status: 'status',
  category: 'category',
  certainty: 'certainty',
  measure: 'measure',
  link: 'link',
  usage: 'usage',
  language: 'nameLanguage',
  scheme: 'scheme',
  accession: 'accession',
  end_cause: 'endCause',
  channel: 'channel',
  function: 'function',
  gender: 'gender',
};

/** Columns that identify a row, or only say what another column shows. */
const silent = new Set([
  'id',
  'fact_id',
  'recorded',
  'from_precision',
  'to_precision',
  'date_precision',
  'party_id',
  'event_id',
  'office_id',
  'expected_end_precision',
]);

function measureInWords(row: JsonRow, lang: Lang): string {
  return say.in(lang)('says.measure', { value: formatNumber(Number(row['value']), lang), unit: String(row['unit']) });
}

function occurrenceInWords(row: JsonRow, lang: Lang): string {
  const t = say.in(lang);
  const where = [row['place'], occurrenceDates(row, lang)].filter(Boolean).join(', ');
  const status = t(`occurrence.${row['status']}` as 'occurrence.held');
  return where ? t('says.occurrence', { status, where }) : status;
}
