import { Hono } from 'hono';
import { eq } from 'drizzle-orm';
import { cityUserInput, inviteOutsider } from '../../../../kernel/auth/users/commands.ts';
import { Forbidden, Invalid, Missing } from '../../../../kernel/errors.ts';
import { type ExportColumn, exportTable, wantsExport } from '../../../../kernel/export/index.ts';
import { serveFile } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FieldErrors, type FormResult, type FormValues, submitForm } from '../../../../kernel/http/forms.ts';
import { requiredText } from '../../../../kernel/http/fields.ts';
import { mayManageCityAccounts } from '../../../../kernel/auth/policy.ts';
import { respond } from '../../../../ui/index.ts';
import { asKnownNow, findPartiesById, indexParties } from '../../../register/index.ts';
import { findProject } from '../../projects/queries.ts';
import { fundTheme } from '../../schema.ts';
import { traceAgreement } from '../charges/trace.ts';
import { say } from '../messages.ts';
import { moneyPaths } from '../paths.ts';
import { mayDepart, mayReadMoney, mayRecordMoney } from '../policy.ts';
import {
  allocate,
  allocationInput,
  donorAgreementInput,
  receiptInput,
  recordDonorAgreement,
  recordReceipt,
  releaseAllocation,
  releaseInput,
} from './commands.ts';
import { findDonorAgreement, listDonorAgreements } from './queries.ts';
import { DonorPage, type DonorPageProps, DonorsPage, NewDonorPage } from './views/donor-pages.tsx';
import { TracePage } from './views/trace-page.tsx';

/** Donors: what they promised and gave, what of it each project is given, and each euro to its evidence. */
export const donorRoutes = new Hono<Env>();

type Refusal = Extract<FormResult<unknown>, { ok: false }>;

donorRoutes.get(moneyPaths.donors(), async (c) => {
  const { act } = c.var;
  const rows = await listDonorAgreements(act);
  const parties = await findPartiesById(
    act.db,
    rows.map((one) => one.agreement.donorId),
    await asKnownNow(act),
  );
  return respond(c, <DonorsPage rows={rows} parties={parties} mayRecord={mayRecordMoney(act.actor)} />);
});

donorRoutes.get(moneyPaths.newDonor(), (c) => showNew(c));
donorRoutes.post(moneyPaths.newDonor(), async (c) => {
  const { act } = c.var;
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  const result = await submitForm(c, donorAgreementInput.extend({ donor: requiredText(200) }), async ({ donor, places, ...input }) => {
    const parties = await indexParties(act.db, await asKnownNow(act));
    await refuseUnknownThemes(c, input.themes);
    const ids = places.map((place) => parties.resolve(place, 'places').id);
    return recordDonorAgreement(act, parties.resolve(donor, 'donor').id, { ...input, places: ids });
  });
  return result.ok ? seeOther(c, moneyPaths.donor(result.value.reference)) : showNew(c, result);
});

donorRoutes.get(moneyPaths.donor(':reference'), (c) => showDonor(c));

donorRoutes.post(moneyPaths.receipts(':reference'), async (c) => {
  const { act } = c.var;
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  const { agreement } = await findDonorAgreement(act, pathParam(c, 'reference'));
  const result = await submitForm(c, receiptInput, (input) => recordReceipt(act, agreement.id, input));
  return result.ok ? seeOther(c, moneyPaths.donor(agreement.reference)) : showDonor(c, { form: 'receipt', ...result });
});

donorRoutes.post(moneyPaths.allocations(':ref'), async (c) => {
  const { act } = c.var;
  if (!mayRecordMoney(act.actor) && !mayDepart(act.actor)) throw new Forbidden();
  const { project } = await findProject(act, pathParam(c, 'ref'));
  const result = await submitForm(
    c,
    allocationInput.extend({ agreement: requiredText(20) }),
    async ({ agreement: reference, ...input }) => {
      const { agreement } = await findDonorAgreement(act, reference);
      return allocate(act, agreement.id, project.id, input);
    },
  );
  if (result.ok) return seeOther(c, `/fonds/projets/${project.reference}/argent`);
  const reference = result.values['agreement'];
  if (typeof reference !== 'string' || !reference) throw new Invalid({ agreement: say.later('allocation.which') });
  return showDonor(c, { form: 'allocation', ...result, values: { ...result.values, project: project.reference } }, reference);
});

donorRoutes.post(moneyPaths.release(':reference', ':allocation'), async (c) => {
  const { act } = c.var;
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  const found = await findDonorAgreement(act, pathParam(c, 'reference'));
  const one = found.allocations.find(({ allocation }) => allocation.id === c.req.param('allocation'));
  if (!one) throw new Missing(`allocation ${c.req.param('allocation')}`);
  const result = await submitForm(c, releaseInput, (input) => releaseAllocation(act, one.allocation.id, input));
  return result.ok
    ? seeOther(c, moneyPaths.donor(found.agreement.reference))
    : showDonor(c, { form: 'release', allocation: one.allocation.id, ...result });
});

donorRoutes.post(moneyPaths.accounts(':reference'), async (c) => {
  const { act } = c.var;
  if (!mayManageCityAccounts(act.actor)) throw new Forbidden();
  if (!mayReadMoney(act.actor)) throw new Forbidden();
  const { agreement } = await findDonorAgreement(act, pathParam(c, 'reference'));
  const result = await submitForm(c, cityUserInput, (input) => inviteOutsider(act, { role: 'donor', partyId: agreement.donorId }, input));
  return result.ok ? seeOther(c, `${moneyPaths.donor(agreement.reference)}?fait`) : showDonor(c, { form: 'account', ...result });
});

donorRoutes.get(moneyPaths.trace(':reference'), async (c) => {
  const { act } = c.var;
  if (!mayReadMoney(act.actor)) throw new Forbidden();
  const { agreement } = await findDonorAgreement(act, pathParam(c, 'reference'));
  const rows = await traceAgreement(act.db, agreement.id);
  const format = wantsExport(c);
  if (!format) return respond(c, <TracePage agreement={agreement} rows={rows} />);
  return exportTable(c, {
    filename: `trace-${agreement.reference}`,
    columns: traceColumns,
    rows: rows.map(({ amountCents, currency, project, payment, expense }) => ({
      agreement: agreement.reference,
      project,
      payment,
      day: expense.spentOn,
      label: expense.label,
      payee: expense.payee,
      expense: expense.amountCents / 100,
      charged: amountCents / 100,
      currency,
      file: expense.fileId ?? '',
    })),
    format,
  });
});

donorRoutes.get(moneyPaths.traceFile(':reference', ':expense'), async (c) => {
  const { act } = c.var;
  if (!mayReadMoney(act.actor)) throw new Forbidden();
  const { agreement } = await findDonorAgreement(act, pathParam(c, 'reference'));
  // A file is opened by way of the charge that it is evidence of, and not otherwise.
  const row = (await traceAgreement(act.db, agreement.id)).find(({ expense }) => expense.id === c.req.param('expense'));
  if (!row?.expense.fileId) throw new Missing(`evidence of ${c.req.param('expense')}`);
  return serveFile(c, row.expense.fileId);
});

async function refuseUnknownThemes(c: RouteContext, themes: readonly string[]): Promise<void> {
  for (const code of themes) {
    const [theme] = await c.var.act.db.select().from(fundTheme).where(eq(fundTheme.code, code));
    if (!theme) throw new Invalid({ themes: say.later('donor.theme', { code }) });
  }
}

function showNew(c: RouteContext, refused?: Refusal): Response | Promise<Response> {
  if (!mayRecordMoney(c.var.act.actor)) throw new Forbidden();
  return respond(c, <NewDonorPage values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}

async function showDonor(
  c: RouteContext,
  refused?: { form: NonNullable<DonorPageProps['refused']>['form']; values: FormValues; errors: FieldErrors; allocation?: string },
  reference: string = pathParam(c, 'reference'),
): Promise<Response> {
  const { act } = c.var;
  if (!mayReadMoney(act.actor)) throw new Forbidden();
  const found = await findDonorAgreement(act, reference);
  const { donorId, places } = found.agreement;
  return respond(
    c,
    <DonorPage
      found={found}
      parties={await findPartiesById(act.db, [donorId, ...places], await asKnownNow(act))}
      mayRecord={mayRecordMoney(act.actor)}
      mayInvite={mayManageCityAccounts(act.actor)}
      done={c.req.query('fait') !== undefined}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}

const traceColumns: ExportColumn[] = [
  { key: 'agreement', label: say.later('column.agreement'), type: 'text' },
  { key: 'project', label: say.later('column.project'), type: 'text' },
  { key: 'payment', label: say.later('column.payment'), type: 'text' },
  { key: 'day', label: say.later('column.day'), type: 'date' },
  { key: 'label', label: say.later('column.expense'), type: 'text' },
  { key: 'payee', label: say.later('column.payee'), type: 'text' },
  { key: 'expense', label: say.later('column.accepted'), type: 'number' },
  { key: 'charged', label: say.later('column.charged'), type: 'number' },
  { key: 'currency', label: say.later('column.currency'), type: 'text' },
  { key: 'file', label: say.later('column.file'), type: 'text' },
];
