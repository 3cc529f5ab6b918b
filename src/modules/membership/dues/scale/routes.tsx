import { Hono } from 'hono';
import { z } from 'zod';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FormResult, formValues, submitForm } from '../../../../kernel/http/forms.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { respond } from '../../../../ui/index.ts';
import { assessedColumns, assessedRows } from '../calls/export.ts';
import { simulateScale } from '../calls/preview.ts';
import { findDuesOf } from '../calls/record.ts';
import { duesPaths } from '../paths.ts';
import { mayKeepDues } from '../policy.ts';
import { editScale, proposeScale, putInForce, reasonInput, recordVote, scaleInput, voteInput, withdrawScale } from './commands.ts';
import { findScale, findScaleInForce, listScales, type Scale } from './queries.ts';
import { canBecome } from './rules.ts';
import { ScaleFormPage } from './views/scale-form-page.tsx';
import { ScalePage } from './views/scale-page.tsx';
import { ScaleStepPage, type ScaleStepPageProps } from './views/scale-step-page.tsx';
import { ScalesPage } from './views/scales-page.tsx';
import { SimulationPage } from './views/simulation-page.tsx';

export const scaleRoutes = new Hono<Env>();

scaleRoutes.get(duesPaths.scales(), async (c) => {
  const { act } = c.var;
  return respond(c, <ScalesPage scales={await listScales(act)} mayKeep={mayKeepDues(act.actor)} />);
});

scaleRoutes.get(duesPaths.newScale(), (c) => showForm(c, null));
scaleRoutes.post(duesPaths.newScale(), async (c) => {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const more = await askedForRows(c);
  if (more) return showForm(c, null, more);
  const result = await submitForm(c, scaleInput, (input) => proposeScale(act, input));
  return result.ok ? seeOther(c, `${duesPaths.scale(result.value)}?fait=proposed`) : showForm(c, null, result);
});

scaleRoutes.get(duesPaths.scale(':id'), async (c) => {
  const { act } = c.var;
  const scale = await findScale(act, pathParam(c, 'id'));
  return respond(c, <ScalePage scale={scale} mayKeep={mayKeepDues(act.actor)} done={c.req.query('fait')} />);
});

scaleRoutes.get(duesPaths.scaleEdition(':id'), async (c) => showForm(c, await ownScale(c)));
scaleRoutes.post(duesPaths.scaleEdition(':id'), async (c) => {
  const scale = await ownScale(c);
  const more = await askedForRows(c);
  if (more) return showForm(c, scale, more);
  const result = await submitForm(c, scaleInput, (input) => editScale(c.var.act, scale.id, input));
  return result.ok ? seeOther(c, duesPaths.scale(scale.id)) : showForm(c, scale, result);
});

scaleRoutes.get(duesPaths.simulation(':id'), async (c) => {
  const { act, lang } = c.var;
  const scale = await findScale(act, pathParam(c, 'id'));
  const preview = await simulateScale(act, scale);
  const before = await findDuesOf(act, scale.year - 1);
  const format = wantsExport(c);
  if (format) {
    const rows = assessedRows(preview, before, lang);
    return exportTable(c, { filename: `simulation-${scale.year}-v${scale.version}`, columns: assessedColumns, rows, format });
  }
  return respond(c, <SimulationPage scale={scale} preview={preview} before={before} />);
});

step('voted', duesPaths.vote, voteInput, recordVote);
step('in_force', duesPaths.inForce, z.object({}), (act, id) => putInForce(act, id));
step('withdrawn', duesPaths.scaleWithdrawal, reasonInput, withdrawScale);

type Refused = Extract<FormResult<unknown>, { ok: false }>;

/** One step of a scale: its page asks, its form does. */
function step<S extends z.ZodType>(
  to: ScaleStepPageProps['to'],
  pathOf: (id: string) => string,
  input: S,
  run: (act: Act, id: string, input: z.output<S>) => Promise<void>,
): void {
  const show = async (c: RouteContext, refused?: Refused) => {
    const scale = await ownScale(c);
    // A link kept from before, a second tab: the scale has gone on since.
    if (!refused && !canBecome(scale.state, to)) return seeOther(c, duesPaths.scale(scale.id));
    const preview = to === 'voted' ? await simulateScale(c.var.act, scale) : null;
    return respond(
      c,
      <ScaleStepPage to={to} scale={scale} preview={preview} values={refused?.values} errors={refused?.errors} />,
      refused ? 422 : 200,
    );
  };
  scaleRoutes.get(pathOf(':id'), (c) => show(c));
  scaleRoutes.post(pathOf(':id'), async (c) => {
    const { id } = await ownScale(c);
    const result = await submitForm(c, input, (value) => run(c.var.act, id, value));
    return result.ok ? seeOther(c, `${duesPaths.scale(id)}?fait=${to}`) : show(c, result);
  });
}

/** A new scale starts from the one in force the year before. */
async function showForm(c: RouteContext, scale: Scale | null, refused?: Refused): Promise<Response> {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const year = scale?.year ?? dayOf(act.now).year + 1;
  const start = scale ?? (await findScaleInForce(act, year - 1));
  return respond(
    c,
    <ScaleFormPage scale={start} isNew={scale === null} year={year} values={refused?.values} errors={refused?.errors} />,
    refused && Object.keys(refused.errors).length > 0 ? 422 : 200,
  );
}

/** Where the button of more rows was pressed, without its script: what was typed, for the page to show with them. */
async function askedForRows(c: RouteContext): Promise<Refused | null> {
  const values = await formValues(c);
  return values['more'] === undefined ? null : { ok: false, values, errors: {} };
}

async function ownScale(c: RouteContext): Promise<Scale> {
  if (!mayKeepDues(c.var.act.actor)) throw new Forbidden();
  return findScale(c.var.act, pathParam(c, 'id'));
}
