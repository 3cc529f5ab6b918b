import { Hono } from 'hono';
import { actorId } from '../../../../kernel/actor.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { receiveFile, serveBytes, serveFile } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FormResult, submitForm, submitUpload } from '../../../../kernel/http/forms.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { formatMoney, typeAmount } from '../../../../kernel/money.ts';
import { respond } from '../../../../ui/index.ts';
import { asKnownNow, findPartiesById } from '../../../register/index.ts';
import { mayManageFund } from '../../policy.ts';
import { typeRate } from '../../rates.ts';
import { settingOn } from '../../settings/queries.ts';
import { say } from '../messages.ts';
import { projectPaths } from '../paths.ts';
import { maySignForNetwork } from '../policy.ts';
import { findOwnProject, findProject, type ProjectCase } from '../queries.ts';
import { sendAgreement, sendAmendment, withdrawAgreement, withdrawalInput } from './commands.ts';
import { type AgreementCase, listAgreements } from './queries.ts';
import { draftSchedule } from './rules.ts';
import { agreementInput, amendmentInput, readSchedule, typeSchedule } from './schedule-form.ts';
import type { Side } from './schema.ts';
import { bringScan, checkScan, scanCheckInput, scanInput, signAgreement, signatureInput } from './signing/commands.ts';
import { writeEvidence } from './signing/evidence.ts';
import { readEngaged, termsOn } from './terms.ts';
import { AgreementPage, type AgreementPageProps } from './views/agreement-page.tsx';
import { AgreementDraftPage, AmendmentDraftPage } from './views/draft-pages.tsx';

/** Agreements and amendments: written, sent, signed on line or on paper, withdrawn. */
export const agreementRoutes = new Hono<Env>();

type Refusal = Extract<FormResult<unknown>, { ok: false }>;

agreementRoutes.get(projectPaths.newAgreement(':ref'), (c) => showDraft(c));
agreementRoutes.post(projectPaths.newAgreement(':ref'), async (c) => {
  const { act } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const { project } = await findProject(act, pathParam(c, 'ref'));
  const result = await submitForm(c, agreementInput, async (input) =>
    sendAgreement(act, project.id, { lang: input.lang, instalments: await readSchedule(act, input) }),
  );
  return result.ok ? seeOther(c, projectPaths.agreement(project.reference, result.value)) : showDraft(c, result);
});

agreementRoutes.get(projectPaths.newAmendment(':ref'), (c) => showAmendment(c));
agreementRoutes.post(projectPaths.newAmendment(':ref'), async (c) => {
  const { act } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const { project } = await findProject(act, pathParam(c, 'ref'));
  const result = await submitForm(c, amendmentInput, async (input) => {
    const instalments = (await readSchedule(act, input)).map(({ number: _number, ...one }) => one);
    const { lang, granted, rate, endsOn, reason } = input;
    return sendAmendment(act, project.id, { lang, grantedCents: granted, rate, endsOn, reason, instalments });
  });
  return result.ok ? seeOther(c, projectPaths.agreement(project.reference, result.value)) : showAmendment(c, result);
});

agreementRoutes.get(projectPaths.agreement(':ref', ':id'), (c) => showOne(c, 'staff'));
agreementRoutes.get(projectPaths.ownAgreement(':ref', ':id'), (c) => showOne(c, 'city'));
agreementRoutes.get(projectPaths.agreementFile(':ref', ':id', ':file'), (c) => serveOne(c, 'staff'));
agreementRoutes.get(projectPaths.ownAgreementFile(':ref', ':id', ':file'), (c) => serveOne(c, 'city'));

agreementRoutes.post(projectPaths.signature(':ref', ':id'), (c) => sign(c, 'staff', 'network'));
agreementRoutes.post(projectPaths.ownSignature(':ref', ':id'), (c) => sign(c, 'city', 'city'));

agreementRoutes.post(projectPaths.withdrawal(':ref', ':id'), async (c) => {
  const { act } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const { found, one } = await readOne(c, 'staff');
  const result = await submitForm(c, withdrawalInput, (input) => withdrawAgreement(act, found.project.id, one.agreement.id, input));
  return result.ok ? seeOther(c, projectPaths.project(found.project.reference)) : showOne(c, 'staff', { form: 'withdrawal', ...result });
});

agreementRoutes.post(projectPaths.scans(':ref', ':id'), (c) => {
  if (!mayManageFund(c.var.act.actor)) throw new Forbidden();
  return receiveScan(c, 'staff');
});
agreementRoutes.post(projectPaths.ownScans(':ref', ':id'), (c) => receiveScan(c, 'city'));

agreementRoutes.post(projectPaths.scan(':ref', ':id', ':scan'), async (c) => {
  const { act } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const { found, one } = await readOne(c, 'staff');
  const result = await submitForm(c, scanCheckInput, (input) => checkScan(act, found.project.id, pathParam(c, 'scan'), input));
  return result.ok
    ? seeOther(c, projectPaths.agreement(found.project.reference, one.agreement.id))
    : showOne(c, 'staff', { form: 'check', ...result });
});

type Reader = 'staff' | 'city';

function readProject(c: RouteContext, reader: Reader): Promise<ProjectCase> {
  return (reader === 'staff' ? findProject : findOwnProject)(c.var.act, pathParam(c, 'ref'));
}

async function readOne(c: RouteContext, reader: Reader): Promise<{ found: ProjectCase; one: AgreementCase }> {
  const found = await readProject(c, reader);
  const one = (await listAgreements(c.var.act.db, found.project.id)).find(({ agreement }) => agreement.id === c.req.param('id'));
  if (!one) throw new Missing(`agreement ${c.req.param('id')}`);
  return { found, one };
}

async function showOne(c: RouteContext, reader: Reader, refused?: AgreementPageProps['refused']): Promise<Response> {
  const { actor } = c.var.act;
  const { found, one } = await readOne(c, reader);
  const hasCity = one.signatures.some(({ side }) => side === 'city');
  const signs: Side | null = reader === 'city' ? (hasCity ? null : 'city') : hasCity && maySignForNetwork(actor) ? 'network' : null;
  const mayManage = reader === 'staff' && mayManageFund(actor);
  const isOpen = !one.withdrawal && !one.force;
  const toCheck =
    mayManage && isOpen
      ? one.scans.filter(({ checks }) => !checks.some(({ byId }) => byId === actorId(actor))).map(({ scan }) => scan.id)
      : [];
  return respond(
    c,
    <AgreementPage
      found={found}
      one={one}
      own={reader === 'city'}
      signs={signs}
      mayManage={mayManage}
      toCheck={toCheck}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}

/** A file of an agreement, by what it is: its text, the evidence of its signature, a scan. */
async function serveOne(c: RouteContext, reader: Reader): Promise<Response> {
  const { found, one } = await readOne(c, reader);
  const file = pathParam(c, 'file');
  if (file === 'texte.pdf') return serveFile(c, one.agreement.pdfId);
  if (file === 'texte.docx') return serveFile(c, one.agreement.docxId);
  if (file === 'preuve.json' && one.signatures.length > 0) {
    const bytes = Buffer.from(writeEvidence(found.project, one, c.var.act.signer));
    return serveBytes(c, { name: `${found.project.reference}-preuve.json`, mediaType: 'application/json', bytes });
  }
  const scan = one.scans.find((one) => `${one.scan.id}.scan` === file);
  if (!scan) throw new Missing(`file ${file}`);
  return serveFile(c, scan.scan.fileId);
}

async function sign(c: RouteContext, reader: Reader, side: Side): Promise<Response> {
  const { act } = c.var;
  if (side === 'network' && !maySignForNetwork(act.actor)) throw new Forbidden();
  const { found, one } = await readOne(c, reader);
  const result = await submitForm(c, signatureInput, (input) => signAgreement(act, found.project.id, one.agreement.id, side, input));
  const page = reader === 'city' ? projectPaths.ownAgreement : projectPaths.agreement;
  return result.ok ? seeOther(c, page(found.project.reference, one.agreement.id)) : showOne(c, reader, { form: 'signature', ...result });
}

/** No scan is heavier. */
const largestScan = 20_000_000;

async function receiveScan(c: RouteContext, reader: Reader): Promise<Response> {
  const { act } = c.var;
  const { found, one } = await readOne(c, reader);
  const result = await submitUpload(c, scanInput, async (input, upload) => {
    const file = await receiveFile(act, upload, { accept: ['pdf', 'image'], most: largestScan });
    await bringScan(act, found.project.id, one.agreement.id, input, file);
  });
  if (!result.ok) return showOne(c, reader, { form: 'scan', ...result });
  const page = reader === 'city' ? projectPaths.ownAgreement : projectPaths.agreement;
  return seeOther(c, page(found.project.reference, one.agreement.id));
}

async function showDraft(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const found = await readProject(c, 'staff');
  const today = dayOf(act.now);
  const terms = await termsOn(act.db, found.project.id, today);
  const usual = {
    first: await settingOn(act.db, 'first_instalment', today),
    last: await settingOn(act.db, 'last_instalment', today),
    justified: await settingOn(act.db, 'justified_share', today),
  };
  const schedule = draftSchedule(
    { grantedCents: terms.grantedCents, startsOn: found.project.startsOn, endsOn: found.project.endsOn },
    usual,
  );
  const values = refused?.values ?? { lang: 'fr', ...typeSchedule(schedule, new Map()) };
  return respond(c, <AgreementDraftPage found={found} values={values} errors={refused?.errors} />, refused ? 422 : 200);
}

async function showAmendment(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act, lang } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const found = await readProject(c, 'staff');
  const terms = await termsOn(act.db, found.project.id, dayOf(act.now));
  const { numbers } = await readEngaged(act.db, found.project.id);
  const donors = terms.instalments.flatMap((one) => one.conditions.flatMap(({ donorId }) => donorId ?? []));
  const parties = await findPartiesById(act.db, donors, await asKnownNow(act));
  const open = terms.instalments.filter((one) => !numbers.includes(one.number));
  const kept = terms.instalments
    .filter((one) => numbers.includes(one.number))
    .map(({ number, amountCents, expectedOn }) =>
      say.in(lang)('change.instalment', {
        number,
        amount: formatMoney(amountCents, lang, found.project.currency),
        day: formatDate(Temporal.PlainDate.from(expectedOn), lang),
      }),
    );
  const values = refused?.values ?? {
    lang: 'fr',
    granted: typeAmount(terms.grantedCents),
    rate: typeRate(terms.rate),
    endsOn: terms.endsOn,
    ...typeSchedule(open, new Map([...parties].map(([id, { slug }]) => [id, slug]))),
  };
  return respond(c, <AmendmentDraftPage found={found} values={values} errors={refused?.errors} kept={kept} />, refused ? 422 : 200);
}
