import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { exportTable, type ExportColumn, type ExportFormat, wantsExport } from '../../../../kernel/export/index.ts';
import { serveFile } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext } from '../../../../kernel/http/env.ts';
import type { FormValues } from '../../../../kernel/http/forms.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { readAmount } from '../../../../kernel/money.ts';
import { respond } from '../../../../ui/index.ts';
import { asKnownNow, listStates, readChoice, readPage, readSort } from '../../../register/index.ts';
import { findFormVersion } from '../../calls/forms/queries.ts';
import { listCalls } from '../../calls/queries.ts';
import { mayReadFund } from '../../policy.ts';
import { listThemes } from '../../themes/queries.ts';
import { dossierStates, markers, markerScores } from '../../vocabulary.ts';
import { say } from '../messages.ts';
import { dossierPaths } from '../paths.ts';
import { type Deposit, type DepositedDossier, findDossierFile, getDepositedDossier } from '../queries.ts';
import { scoreWords } from '../writing/views/marker-fields.tsx';
import { countDossiers, type DossierFilter, dossierSorts, listDossiers } from './queries.ts';
import { DeskPage } from './views/desk-page.tsx';
import { ComparisonPage, DossierPage } from './views/dossier-pages.tsx';

const pageSize = 50;
/** Rows of an export are read this many at a time. */
const batch = 2_000;

/** The deposited dossiers, for the secretariat. */
export const deskRoutes = new Hono<Env>()
  .get(dossierPaths.desk(), async (c) => {
    const { act, lang } = c.var;
    if (!mayReadFund(act.actor)) throw new Forbidden();
    const states = await listStates(act.db, await asKnownNow(act));
    const filter = readFilter(c, states);
    const sort = readSort(c, dossierSorts, { key: 'deposited', direction: 'descending' });
    const format = wantsExport(c);
    if (format) return takeAway(c, filter, sort, format);
    const { total, asked } = await countDossiers(act, filter);
    const pages = Math.ceil(total / pageSize);
    const page = Math.min(readPage(c), Math.max(pages, 1));
    return respond(
      c,
      <DeskPage
        dossiers={await listDossiers(act, filter, sort, { page, size: pageSize })}
        total={total}
        asked={asked}
        page={page}
        pages={pages}
        values={valuesOf(c)}
        sort={sort}
        calls={(await listCalls(act, {}, { key: 'opens', direction: 'descending' }, lang)).map(({ slug, nameFr, nameEn }) => ({
          slug,
          name: { fr: nameFr, en: nameEn },
        }))}
        countries={states}
        themes={await listThemes(act.db)}
      />,
    );
  })
  .get(dossierPaths.deposited(':reference'), async (c) => {
    const found = await getDepositedDossier(c.var.act, pathParam(c, 'reference'));
    return showDossier(c, found, found.versions.at(-1)!);
  })
  .get(dossierPaths.version(':reference', ':version'), async (c) => {
    const found = await getDepositedDossier(c.var.act, pathParam(c, 'reference'));
    return showDossier(c, found, findVersion(found, pathParam(c, 'version')));
  })
  .get(dossierPaths.comparison(':reference'), async (c) => {
    const found = await getDepositedDossier(c.var.act, pathParam(c, 'reference'));
    const last = found.versions.at(-1)!;
    const after = findVersion(found, c.req.query('a') ?? String(last.number));
    const before = findVersion(found, c.req.query('de') ?? String(Math.max(1, after.number - 1)));
    const { definition } = await findFormVersion(c.var.act.db, found.dossier.formId, found.dossier.formVersion);
    return respond(c, <ComparisonPage found={found} definition={definition} before={before} after={after} />);
  })
  // A file that was taken out of the draft, or was never deposited, is not the secretariat's to read.
  .get(dossierPaths.depositedFile(':reference', ':file'), async (c) => {
    const { versions } = await getDepositedDossier(c.var.act, pathParam(c, 'reference'));
    const id = pathParam(c, 'file');
    if (!versions.some(({ content }) => content.files.some((file) => file.id === id))) throw new Missing(`file ${id}`);
    return serveFile(c, (await findDossierFile(c.var.act.db, id)).fileId);
  });

async function showDossier(c: RouteContext, found: DepositedDossier, deposit: Deposit): Promise<Response> {
  const { definition } = await findFormVersion(c.var.act.db, deposit.content.form.id, deposit.content.form.version);
  return respond(c, <DossierPage found={found} deposit={deposit} definition={definition} themes={await listThemes(c.var.act.db)} />);
}

function findVersion({ versions }: DepositedDossier, number: string): Deposit {
  const found = versions.find((one) => String(one.number) === number);
  if (!found) throw new Missing(`version ${number}`);
  return found;
}

const filterNames = ['mots', 'appel', 'etat', 'pays', 'theme', 'marqueur', 'min', 'max'] as const;

function valuesOf(c: RouteContext): FormValues {
  return Object.fromEntries(filterNames.map((name) => [name, c.req.query(name)?.slice(0, 200) ?? '']));
}

function readFilter(c: RouteContext, states: readonly { id: string; slug: string }[]): DossierFilter {
  const text = (name: (typeof filterNames)[number]) => c.req.query(name)?.trim().slice(0, 200) || undefined;
  const cents = (name: 'min' | 'max') => {
    const read = readAmount(c.req.query(name) ?? '');
    return typeof read === 'number' && read >= 0 ? read : undefined;
  };
  const [marker, score] = (text('marqueur') ?? '').split('-');
  const known = markers.find((one) => one === marker);
  return {
    words: text('mots'),
    call: text('appel'),
    state: readChoice(c, 'etat', dossierStates),
    countryId: states.find(({ slug }) => slug === text('pays'))?.id,
    theme: text('theme'),
    marker: known,
    score: known && score === 'none' ? null : markerScores.find((one) => String(one) === score),
    leastCents: cents('min'),
    mostCents: cents('max'),
  };
}

function takeAway(
  c: RouteContext,
  filter: DossierFilter,
  sort: Parameters<typeof listDossiers>[2],
  format: ExportFormat,
): Promise<Response> {
  const { act, lang } = c.var;
  const t = say.in(lang);
  const text = (key: string, label: Parameters<typeof say.later>[0]): ExportColumn => ({ key, label: say.later(label), type: 'text' });
  const money = (key: string, label: Parameters<typeof say.later>[0]): ExportColumn => ({ key, label: say.later(label), type: 'number' });
  async function* rows() {
    for (let page = 1; ; page += 1) {
      const found = await listDossiers(act, filter, sort, { page, size: batch });
      for (const one of found)
        yield {
          reference: one.reference,
          title: one.title,
          lead: one.lead && inLang(one.lead.name, lang),
          country: one.country && inLang(one.country.name, lang),
          call: inLang(one.call, lang),
          state: t(`state.${one.state}`),
          requested: one.requestedCents / 100,
          total: one.totalCents / 100,
          currency: one.currency,
          gender: scoreWords(one.gender, lang),
          deposited: dayOf(one.at),
        };
      if (found.length < batch) return;
    }
  }
  return exportTable(c, {
    filename: 'dossiers',
    format,
    columns: [
      text('reference', 'receipt.reference'),
      text('title', 'list.title'),
      text('lead', 'overview.lead'),
      text('country', 'desk.country'),
      text('call', 'list.call'),
      text('state', 'list.state'),
      money('requested', 'deposit.requested'),
      money('total', 'deposit.total'),
      text('currency', 'desk.currency'),
      text('gender', 'desk.gender'),
      { key: 'deposited', label: say.later('desk.deposited'), type: 'date' },
    ],
    rows: rows(),
  });
}
