import { Hono } from 'hono';
import { typeDay } from '../../../kernel/dates.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { exportTable, type ExportColumn, type ExportFormat, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm } from '../../../kernel/http/forms.ts';
import { dayOf, formatDate } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, listStates, readAskedDay, readChoice, readPage } from '../../register/index.ts';
import { say } from '../messages.ts';
import { membershipPaths } from '../paths.ts';
import { mayManageMembership } from '../policy.ts';
import { findSpaceParty } from '../space/queries.ts';
import { changeInput, changeMembership, listPossibleChanges } from './changes.ts';
import { listMembers, type Member } from './members.ts';
import { findStanding } from './queries.ts';
import { membershipCategories, type StandingKind, standings } from './rules.ts';
import { ChangePage } from './views/change-page.tsx';
import { MembersPage } from './views/members-page.tsx';

/** Most networks fit one page: its reader compares, prints, counts. */
const pageSize = 200;

/** Who is what in the network, and what changes it. */
export const standingRoutes = new Hono<Env>()
  .get(membershipPaths.members(), async (c) => {
    const { act, lang } = c.var;
    const day = await readAskedDay(c);
    const filter = {
      category: readChoice(c, 'categorie', membershipCategories),
      standing: readChoice(c, 'qualite', standings),
      country: c.req.query('etat') || undefined,
    };
    const { network, members } = await listMembers(act, day.at, filter, lang);
    const format = wantsExport(c);
    if (format) return takeAway(c, members, day.at.on, format);
    const pages = Math.ceil(members.length / pageSize);
    const page = Math.min(readPage(c), Math.max(pages, 1));
    return respond(
      c,
      <MembersPage
        network={network}
        members={members.slice((page - 1) * pageSize, page * pageSize)}
        counts={countStandings(members)}
        total={members.length}
        page={page}
        pages={pages}
        day={day}
        filter={filter}
        states={await listStates(act.db, day.at)}
      />,
    );
  })
  .get(membershipPaths.changes(':slug'), (c) => showChange(c))
  .post(membershipPaths.changes(':slug'), async (c) => {
    if (!mayManageMembership(c.var.act.actor)) throw new Forbidden();
    const { slug } = await findSpaceParty(c.var.act, pathParam(c, 'slug'));
    const result = await submitForm(c, changeInput, (input) => changeMembership(c.var.act, slug, input));
    return result.ok ? seeOther(c, `${membershipPaths.spaceOf(slug)}?fait=change`) : showChange(c, result);
  });

function countStandings(members: readonly Member[]): [StandingKind, number][] {
  return standings.flatMap((standing) => {
    const total = members.filter((one) => one.standing === standing).length;
    return total > 0 ? [[standing, total] as [StandingKind, number]] : [];
  });
}

async function showChange(c: RouteContext, refused?: { values: FormValues; errors: FieldErrors }): Promise<Response> {
  const { act } = c.var;
  if (!mayManageMembership(act.actor)) throw new Forbidden();
  const party = await findSpaceParty(act, pathParam(c, 'slug'));
  return respond(
    c,
    <ChangePage
      party={party}
      standing={(await findStanding(act.db, await asKnownNow(act), [party.id])).get(party.id)!}
      possible={await listPossibleChanges(act, party)}
      today={typeDay(dayOf(act.now))}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

function takeAway(c: RouteContext, members: readonly Member[], on: Temporal.PlainDate, format: ExportFormat): Promise<Response> {
  const { lang } = c.var;
  const t = say.in(lang);
  const text = (key: string, label: Parameters<typeof say.later>[0]): ExportColumn => ({ key, label: say.later(label), type: 'text' });
  return exportTable(c, {
    filename: `membres-${on.toString()}`,
    format,
    columns: [
      text('name', 'applications.authority'),
      text('state', 'draft.state'),
      text('category', 'members.category'),
      text('standing', 'members.standing'),
      text('since', 'members.since'),
      text('why', 'members.why'),
    ],
    rows: members.map((one) => ({
      name: inLang(one.party.name, lang),
      state: one.state && inLang(one.state.name, lang),
      category: one.category && t(`category.${one.category}`),
      standing: t(`standing.${one.standing}`),
      since: one.since && formatDate(one.since.date, lang, one.since.precision),
      why: one.why(lang),
    })),
  });
}
