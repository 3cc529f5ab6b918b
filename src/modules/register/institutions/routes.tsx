import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import type { RouteContext } from '../../../kernel/http/env.ts';
import { respond } from '../../../ui/index.ts';
import { readAskedDay } from '../asked-day.ts';
import { fileName } from '../facts/export.ts';
import { readChoice, readPage, readSort } from '../list-params.ts';
import type { PartyRef } from '../parties/directory.ts';
import { mayRecord } from '../policy.ts';
import { partyKinds, statuses } from '../vocabulary.ts';
import { exportSeats } from './export.ts';
import { arrangeSeats, seatSorts } from './lists.ts';
import { countSeats, getComposition } from './queries.ts';
import { CompositionPage } from './views/composition-page.tsx';

/** `GET /registre/:slug/composition` of an institution. */
export async function showComposition(c: RouteContext, institution: PartyRef): Promise<Response> {
  const { act, lang } = c.var;
  const day = await readAskedDay(c);
  const filters = { kind: readChoice(c, 'kind', partyKinds), status: readChoice(c, 'status', statuses) };
  const sort = readSort(c, seatSorts, { key: 'name', direction: 'ascending' });
  const { held, withdrawn, undated, refs } = await getComposition(act.db, institution.id, day.at);
  const arranged = arrangeSeats(held, filters, sort, lang);
  const usual = { key: 'name', direction: 'ascending' } as const;
  const apart = { withdrawn: arrangeSeats(withdrawn, {}, usual, lang), undated: arrangeSeats(undated, filters, usual, lang) };
  const format = wantsExport(c);
  if (format) {
    const groups = [
      ['held', arranged],
      ['withdrawn', apart.withdrawn],
      ['undated', apart.undated],
    ] as const;
    return exportTable(c, { ...exportSeats(groups, refs, lang), filename: fileName(institution.slug, day), format });
  }
  const pages = Math.ceil(arranged.length / pageSize);
  const page = Math.min(readPage(c), Math.max(pages, 1));
  return respond(
    c,
    <CompositionPage
      institution={institution}
      day={day}
      mayRecord={mayRecord(act.actor)}
      counts={await countSeats(act.db, institution.id, day.at)}
      held={arranged.slice((page - 1) * pageSize, page * pageSize)}
      uncounted={held.filter(({ fact }) => fact.certainty !== 'confirmed').length}
      total={arranged.length}
      withdrawn={apart.withdrawn}
      undated={apart.undated}
      refs={refs}
      filters={filters}
      sort={sort}
      page={page}
      pages={pages}
    />,
  );
}

/** A whole institution fits one page: its reader compares, prints, counts. */
const pageSize = 200;
