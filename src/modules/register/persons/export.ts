import { formatPartialDate, type PartialDate } from '../../../kernel/dates.ts';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import type { Export } from '../../../kernel/export/index.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { loadRefs } from '../facts/refs.ts';
import { say } from '../mandates/messages.ts';
import { columnsOf } from '../imports/columns.ts';
import { say as sayImports } from '../imports/messages.ts';
import { findPartiesById } from '../parties/directory.ts';
import type { PersonList } from './list.ts';

/** The persons of the list as a file of their mandates, which an import of mandates reads back; a person without any has a line too. */
export async function exportMandates(db: Db, { rows }: PersonList, at: At, lang: Lang): Promise<Pick<Export, 'columns' | 'rows'>> {
  const mandates = rows.flatMap((row) => row.mandates);
  const parties = await findPartiesById(
    db,
    mandates.map(({ partyId }) => partyId),
    at,
  );
  const { sources } = await loadRefs(
    db,
    mandates.map(({ sourceId }) => ({ source_id: sourceId })),
    at,
  );
  // The headings that an import knows, so that the file is read back as it is.
  const columns = columnsOf.mandates.filter((column) => column !== 'attested' && column !== 'retained' && column !== 'consulted_on');
  return {
    columns: [
      ...columns.map((key) => ({ key, label: sayImports.later(`column.${key}` as 'column.party'), type: 'text' }) as const),
      { key: 'standing', label: say.later('field.standing'), type: 'text' },
      { key: 'city', label: say.later('export.city'), type: 'text' },
    ],
    rows: rows.flatMap(({ person, mandates }) =>
      mandates.length === 0
        ? [{ person: person.name, gender: person.gender }]
        : mandates.map((one) => {
            const party = parties.get(one.partyId);
            const source = sources.get(one.sourceId);
            return {
              party: party?.slug,
              title: one.title,
              person: person.name,
              gender: person.gender,
              accession: one.accession,
              from: dateText(one.from),
              to: dateText(one.to),
              expected_end: dateText(one.expectedEnd),
              confirmed_on: one.confirmedOn?.toString(),
              end_cause: one.endCause,
              certainty: one.certainty,
              source: source?.title,
              source_url: source?.url,
              source_publisher: source?.publisher,
              note: one.note,
              standing: say.in(lang)(`standing.${one.standing}`),
              city: party && inLang(party.name, lang),
            };
          }),
    ),
  };
}

function dateText(date: PartialDate | null): string | null {
  return date && formatPartialDate(date);
}
