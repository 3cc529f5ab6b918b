import { Hono } from 'hono';
import { Forbidden, Refused as RefusedError } from '../../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../../kernel/http/forms.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { respond } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { duesPaths } from '../paths.ts';
import { mayKeepDues } from '../policy.ts';
import { findScaleInForce } from '../scale/queries.ts';
import { callMembers, campaignInput } from './commands.ts';
import { assessedColumns, assessedRows } from './export.ts';
import { previewCalls } from './preview.ts';
import { getCampaign, listCallableYears, listCampaigns } from './queries.ts';
import { findDuesOf } from './record.ts';
import { CallsPage, CampaignPage } from './views/calls-page.tsx';
import { CampaignFormPage } from './views/campaign-form-page.tsx';

export const callRoutes = new Hono<Env>();

const newCampaign = '/cotisations/appels/nouveau';

callRoutes.get(duesPaths.calls(), async (c) => {
  const { act } = c.var;
  return respond(
    c,
    <CallsPage campaigns={await listCampaigns(act)} years={await listCallableYears(act)} mayKeep={mayKeepDues(act.actor)} />,
  );
});

callRoutes.get(newCampaign, (c) => showForm(c));
callRoutes.post(newCampaign, async (c) => {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const result = await submitForm(c, campaignInput, (input) => callMembers(act, input));
  return result.ok ? seeOther(c, `${duesPaths.campaign(result.value)}?fait`) : showForm(c, result);
});

callRoutes.get(duesPaths.campaign(':id'), async (c) => {
  const { campaign, calls } = await getCampaign(c.var.act, pathParam(c, 'id'));
  return respond(c, <CampaignPage campaign={campaign} calls={calls} done={c.req.query('fait') !== undefined} />);
});

async function showForm(c: RouteContext, refused?: Extract<FormResult<unknown>, { ok: false }>): Promise<Response> {
  const { act, lang } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const [latest] = await listCallableYears(act);
  const asked = Number(c.req.query('year') ?? refused?.values['year']);
  const year = Number.isInteger(asked) && asked > 1900 && asked < 2200 ? asked : (latest ?? dayOf(act.now).year);
  const scale = await findScaleInForce(act, year);
  if (!scale) throw new RefusedError(say.later('call.noScale', { year: String(year) }));
  const preview = await previewCalls(act, scale);
  const format = wantsExport(c);
  if (format) {
    const rows = assessedRows(preview, await findDuesOf(act, year - 1), lang);
    return exportTable(c, { filename: `appel-${year}`, columns: assessedColumns, rows, format });
  }
  return respond(
    c,
    <CampaignFormPage scale={scale} preview={preview} today={dayOf(act.now)} values={refused?.values} errors={refused?.errors} />,
    refused ? 422 : 200,
  );
}
