import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import type { RouteContext } from '../../../kernel/http/env.ts';
import { respond } from '../../../ui/index.ts';
import { readAskedDay } from '../asked-day.ts';
import { fileName } from '../facts/export.ts';
import { exportSeats } from '../institutions/export.ts';
import { institutionsOn, usualInstitution } from '../institutions/queries.ts';
import { readChoice, readSort } from '../list-params.ts';
import type { PartyRef } from '../parties/directory.ts';
import { mayRecord } from '../policy.ts';
import { partyKinds } from '../vocabulary.ts';
import { arrangeSupport, supportSorts, supportStatuses } from './lists.ts';
import { countSupport, getSupport } from './queries.ts';
import { SupportPage } from './views/support-page.tsx';

/** `GET /registre/:slug/composition` of a coalition. */
export async function showSupport(c: RouteContext, coalition: PartyRef): Promise<Response> {
  const { act, lang } = c.var;
  const day = await readAskedDay(c);
  const institutions = await institutionsOn(act.db, day);
  const institution = findChosen(institutions, c.req.query('institution') ?? usualInstitution);
  const filters = { kind: readChoice(c, 'kind', partyKinds), status: readChoice(c, 'status', supportStatuses) };
  const sort = readSort(c, supportSorts, { key: 'name', direction: 'ascending' });
  const { confirmed, uncertain, undated, refs } = await getSupport(act.db, coalition.id, institution, day.at);
  const arrange = (supporters: typeof confirmed) => arrangeSupport(supporters, filters, sort, lang);
  const lists = { confirmed: arrange(confirmed), uncertain: arrange(uncertain), undated: arrange(undated) };
  const format = wantsExport(c);
  if (format) {
    const groups = [
      ['held', lists.confirmed],
      ['uncertain', lists.uncertain],
      ['undated', lists.undated],
    ] as const;
    return exportTable(c, { ...exportSeats(groups, refs, lang, ({ seat }) => seat), filename: fileName(coalition.slug, day), format });
  }
  return respond(
    c,
    <SupportPage
      coalition={coalition}
      day={day}
      mayRecord={mayRecord(act.actor)}
      institution={institution}
      institutions={institutions}
      confirmedTotal={await countSupport(act.db, coalition.id, day.at)}
      {...lists}
      refs={refs}
      filters={filters}
      sort={sort}
    />,
  );
}

function findChosen(institutions: readonly PartyRef[], slug: string): PartyRef | null {
  return institutions.find((one) => one.slug === slug) ?? institutions[0] ?? null;
}
