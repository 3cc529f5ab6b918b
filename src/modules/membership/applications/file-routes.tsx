import { Hono } from 'hono';
import type { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { Missing, Refused } from '../../../kernel/errors.ts';
import {
  abandonResumable,
  beginResumable,
  continueResumable,
  type Resumable,
  serveFile,
  showResumable,
} from '../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { checkInput, type FormResult, refusalErrors, submitForm } from '../../../kernel/http/forms.ts';
import { BrokenUpload, readUpload } from '../../../kernel/http/upload.ts';
import { respond } from '../../../ui/index.ts';
import type { VNode } from 'preact';
import { asKnownNow, listStates } from '../../register/index.ts';
import { say } from '../messages.ts';
import { filePaths } from '../paths.ts';
import { mayManageMembership } from '../policy.ts';
import { documentKinds } from '../vocabulary.ts';
import {
  addDocument,
  documentInput,
  findDocumentFile,
  longestDocument,
  mayChangeDocuments,
  withdrawDocument,
} from './documents/commands.ts';
import {
  authorityInput,
  contactInput,
  headInput,
  motivesInput,
  saveAuthority,
  saveContact,
  saveHead,
  saveMotives,
  submissionInput,
  submitApplication,
} from './drafts/commands.ts';
import { reasonInput, refuseReader, withdrawApplication } from './life.ts';
import { type Application, getApplication, type Opening } from './queries.ts';
import { acceptedDocuments, canBecome } from './rules.ts';
import { DocumentsPage } from './views/documents-page.tsx';
import {
  AuthorityPage,
  ContactPage,
  type DraftPageProps,
  HeadPage,
  MotivesPage,
  SubmissionPage,
  WithdrawalPage,
} from './views/draft-pages.tsx';

/** One way to a file: the address of its pages, and how what it names is opened. */
export interface Way {
  pattern: string;
  base: (c: RouteContext) => string;
  opening: (c: RouteContext) => Opening;
  /** Refuses who does not come this way. */
  guard: (act: Act) => void;
}

type Refused422 = Extract<FormResult<unknown>, { ok: false }>;

/** The pages of a file below one of the ways that lead to it: by a link, from a city's space, from the secretariat. */
export function fileRoutes(way: Way): Hono<Env> {
  const routes = new Hono<Env>();
  const { pattern, base, opening, guard } = way;

  draft('authority', authorityInput, saveAuthority, async (c, props) => (
    <AuthorityPage {...props} states={await listStates(c.var.act.db, await asKnownNow(c.var.act))} />
  ));
  draft('head', headInput, saveHead, async (_, props) => <HeadPage {...props} />);
  draft('contact', contactInput, saveContact, async (_, props) => <ContactPage {...props} />);
  draft('motives', motivesInput, saveMotives, async (_, props) => <MotivesPage {...props} />);

  routes.get(filePaths.documents(pattern), (c) => showDocuments(c));
  routes.post(filePaths.documents(pattern), async (c) => {
    const application = await open(c);
    refuseReader(c.var.act, application);
    const result = await takeDocument(c, opening(c));
    return result === null ? seeOther(c, filePaths.documents(base(c))) : showDocuments(c, result);
  });
  routes.get(filePaths.document(pattern, ':document'), async (c) => {
    guard(c.var.act);
    return serveFile(c, await findDocumentFile(c.var.act, opening(c), pathParam(c, 'document')));
  });
  routes.post(filePaths.documentWithdrawal(pattern, ':document'), async (c) => {
    guard(c.var.act);
    await withdrawDocument(c.var.act, opening(c), pathParam(c, 'document'));
    return seeOther(c, filePaths.documents(base(c)));
  });

  routes.post(filePaths.uploads(pattern), async (c) => beginResumable(c, await resumable(c)));
  // Hono answers HEAD by the route of GET.
  routes.get(filePaths.upload(pattern, ':upload'), async (c) => showResumable(c, await resumable(c), pathParam(c, 'upload')));
  routes.patch(filePaths.upload(pattern, ':upload'), async (c) => continueResumable(c, await resumable(c), pathParam(c, 'upload')));
  routes.delete(filePaths.upload(pattern, ':upload'), async (c) => abandonResumable(c, await resumable(c), pathParam(c, 'upload')));

  routes.get(filePaths.submission(pattern), (c) => showSubmission(c));
  routes.post(filePaths.submission(pattern), async (c) => {
    await open(c);
    const result = await submitForm(c, submissionInput, () => submitApplication(c.var.act, opening(c)));
    return result.ok ? seeOther(c, `${base(c)}?depose`) : showSubmission(c, result);
  });

  routes.get(filePaths.withdrawal(pattern), (c) => showWithdrawal(c));
  routes.post(filePaths.withdrawal(pattern), async (c) => {
    await open(c);
    const result = await submitForm(c, reasonInput, (input) => withdrawApplication(c.var.act, opening(c), input));
    return result.ok ? seeOther(c, base(c)) : showWithdrawal(c, result);
  });
  return routes;

  /** One page of the draft: it shows what is known, its form saves it and leads back to the file. */
  function draft<S extends z.ZodType>(
    step: 'authority' | 'head' | 'contact' | 'motives',
    input: S,
    save: (act: Act, opening: Opening, value: z.output<S>) => Promise<void>,
    view: (c: RouteContext, props: DraftPageProps) => Promise<VNode>,
  ): void {
    const show = async (c: RouteContext, refused?: Refused422) => {
      const application = await open(c);
      refuseReader(c.var.act, application);
      if (application.state !== 'draft' && !refused) return seeOther(c, base(c));
      return respond(c, await view(c, propsOf(c, application, refused)), refused ? 422 : 200);
    };
    routes.get(filePaths[step](pattern), (c) => show(c));
    routes.post(filePaths[step](pattern), async (c) => {
      refuseReader(c.var.act, await open(c));
      const result = await submitForm(c, input, (value) => save(c.var.act, opening(c), value));
      return result.ok ? seeOther(c, base(c)) : show(c, result);
    });
  }

  async function open(c: RouteContext): Promise<Application> {
    guard(c.var.act);
    return getApplication(c.var.act, opening(c));
  }

  function propsOf(c: RouteContext, application: Application, refused?: Refused422): DraftPageProps {
    return { application, base: base(c), values: refused?.values, errors: refused?.errors };
  }

  async function showDocuments(c: RouteContext, refused?: Refused422): Promise<Response> {
    const application = await open(c);
    return respond(
      c,
      <DocumentsPage
        {...propsOf(c, application, refused)}
        mayChange={application.as !== 'staff' || mayManageMembership(c.var.act.actor)}
      />,
      refused ? 422 : 200,
    );
  }

  async function showSubmission(c: RouteContext, refused?: Refused422): Promise<Response> {
    const application = await open(c);
    refuseReader(c.var.act, application);
    if (application.state !== 'draft' && !refused) return seeOther(c, base(c));
    return respond(c, <SubmissionPage {...propsOf(c, application, refused)} />, refused ? 422 : 200);
  }

  async function showWithdrawal(c: RouteContext, refused?: Refused422): Promise<Response> {
    const application = await open(c);
    refuseReader(c.var.act, application);
    if (!canBecome(application.state, 'withdrawn') && !refused) return seeOther(c, base(c));
    return respond(c, <WithdrawalPage {...propsOf(c, application, refused)} />, refused ? 422 : 200);
  }

  /** Files that arrive in pieces for this application, and for one kind of piece: nobody else continues them. */
  async function resumable(c: RouteContext): Promise<Resumable> {
    const application = await open(c);
    refuseReader(c.var.act, application);
    if (!mayChangeDocuments(application)) throw new Refused(say.later('application.sent'));
    const kind = documentKinds.find((one) => one === c.req.query('piece'));
    if (!kind || !acceptedDocuments(application).includes(kind)) throw new Missing('kind of document');
    return {
      owner: `membership application ${application.id} ${kind}`,
      most: longestDocument,
      path: (id) => `${filePaths.upload(base(c), id)}?piece=${kind}`,
      finish: (upload) => addDocument(c.var.act, opening(c), kind, upload),
    };
  }
}

/** Puts in the piece that a plain form sends. @returns what is wrong with it, or null */
async function takeDocument(c: RouteContext, opening: Opening): Promise<Refused422 | null> {
  const { act, lang } = c.var;
  const broken = { file: say.in(lang)('documents.broken') };
  const upload = await readUpload(c).catch((error) => {
    if (error instanceof BrokenUpload) return null;
    throw error;
  });
  if (!upload) return { ok: false, values: {}, errors: broken };
  const read = checkInput(documentInput, upload.fields, lang);
  try {
    if (read.ok) {
      await addDocument(act, opening, read.value.kind, upload);
      return null;
    }
    // A browser reads the answer only once all it sent was taken.
    for await (const _ of upload.bytes);
    return read;
  } catch (error) {
    const errors = error instanceof BrokenUpload ? broken : refusalErrors(error, lang);
    if (!errors) throw error;
    return { ok: false, values: upload.fields, errors };
  }
}
