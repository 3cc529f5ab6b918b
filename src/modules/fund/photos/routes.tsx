import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { receivePaper, receivePicture, serveFile, servePublicFile } from '../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm, submitUpload } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { requireManager } from '../require-manager.ts';
import { findOwnProject, findProject, type ProjectCase } from '../projects/queries.ts';
import {
  addPhoto,
  choiceInput,
  choosePhotos,
  consentInput,
  erasePaper,
  photoInput,
  recordConsent,
  removalInput,
  removePhoto,
  withdrawalInput,
  withdrawConsent,
} from './commands.ts';
import { photoPaths, type PhotoPaths } from './paths.ts';
import { mayChoosePhotos, mayForgetPapers, mayKeepPhotos } from './policy.ts';
import { findPhoto, findPublicPicture, listPhotos, listRemovedPhotos, type PhotoCase } from './queries.ts';
import { PhotoPage, type PhotoPageProps } from './views/photo-page.tsx';
import { PhotosPage, type PhotosPageProps } from './views/photos-page.tsx';

/** Bytes of a photo, which the page shrinks before it is sent, and of a paper that shows an agreement. */
const largestPhoto = 15_000_000;
const largestEvidence = 20_000_000;

/** Photos of projects: for the secretariat, for the cities that lead them, and for anyone those that were chosen. */
export const photoRoutes = new Hono<Env>()
  .route('/', routesOf({ paths: photoPaths.staff, own: false, find: findProject }))
  .route('/', routesOf({ paths: photoPaths.own, own: true, find: findOwnProject }));

photoRoutes.post(photoPaths.choice(':ref'), async (c) => {
  requireManager(c);
  const { act } = c.var;
  const found = await findProject(act, pathParam(c, 'ref'));
  const result = await submitForm(c, choiceInput, (input) => choosePhotos(act, found.project, input));
  return result.ok
    ? seeOther(c, `${photoPaths.staff.ofProject(found.project.reference)}?fait`)
    : showPhotos(c, { paths: photoPaths.staff, own: false, find: findProject }, { form: 'choice', ...result });
});

photoRoutes.post(photoPaths.forgetting(':ref', ':photo', ':number'), async (c) => {
  const { act } = c.var;
  if (!mayForgetPapers(act.actor)) throw new Forbidden();
  const [ref, photo] = [pathParam(c, 'ref'), pathParam(c, 'photo')];
  const { project } = await findProject(act, ref);
  await erasePaper(act, project, photo, pathParam(c, 'number'));
  return seeOther(c, `${photoPaths.staff.photo(ref, photo)}?fait`);
});

photoRoutes.get(photoPaths.public(':slug', ':photo'), async (c) =>
  servePublicFile(c, await findPublicPicture(c.var.act.db, pathParam(c, 'slug'), pathParam(c, 'photo'))),
);

/** Where the photos of a project are read and kept from: its city's space, or the secretariat. */
interface Side {
  paths: PhotoPaths;
  own: boolean;
  find: (act: RouteContext['var']['act'], reference: string) => Promise<ProjectCase>;
}

function routesOf(side: Side): Hono<Env> {
  const { paths } = side;
  const routes = new Hono<Env>();
  const at = [':ref', ':photo'] as const;

  routes.get(paths.ofProject(':ref'), (c) => showPhotos(c, side));

  routes.post(paths.ofProject(':ref'), async (c) => {
    const { project } = await openToKeep(c, side);
    const result = await submitUpload(c, photoInput, async (input, upload) =>
      addPhoto(c.var.act, project, input, await receivePicture(c.var.act, upload, { name: 'photo', most: largestPhoto })),
    );
    return result.ok
      ? seeOther(c, `${paths.photo(project.reference, result.value)}?fait`)
      : showPhotos(c, side, { form: 'photo', ...result });
  });

  routes.get(paths.photo(...at), (c) => showPhoto(c, side));

  routes.get(paths.picture(...at), async (c) => serveFile(c, (await open(c, side)).one.picture.fileId));

  routes.post(paths.consent(...at), async (c) => {
    const { project } = await openToKeep(c, side);
    const photo = pathParam(c, 'photo');
    const result = await submitUpload(c, consentInput, async (input, upload) => {
      // A paper keeps none of the names that its file may be called by.
      const evidence = upload.name === null ? null : await receivePaper(c.var.act, upload, { name: 'accord', most: largestEvidence });
      await recordConsent(c.var.act, project, photo, input, evidence);
    });
    return result.ok ? seeOther(c, `${paths.photo(project.reference, photo)}?fait`) : showPhoto(c, side, { form: 'consent', ...result });
  });

  routes.get(paths.evidence(...at, ':number'), async (c) => {
    const { found, one } = await open(c, side);
    if (!mayKeepPhotos(c.var.act.actor, found.project.leadId)) throw new Forbidden();
    const fileId = one.consents.find(({ number }) => String(number) === pathParam(c, 'number'))?.fileId;
    if (!fileId) throw new Missing('evidence');
    return serveFile(c, fileId);
  });

  routes.post(paths.withdrawal(...at), async (c) => {
    const { project } = await openToKeep(c, side);
    const photo = pathParam(c, 'photo');
    const result = await submitForm(c, withdrawalInput, (input) => withdrawConsent(c.var.act, project, photo, input));
    return result.ok ? seeOther(c, `${paths.photo(project.reference, photo)}?fait`) : showPhoto(c, side, { form: 'withdrawal', ...result });
  });

  routes.post(paths.removal(...at), async (c) => {
    const { project } = await openToKeep(c, side);
    const result = await submitForm(c, removalInput, (input) => removePhoto(c.var.act, project, pathParam(c, 'photo'), input));
    return result.ok ? seeOther(c, `${paths.ofProject(project.reference)}?fait`) : showPhoto(c, side, { form: 'removal', ...result });
  });

  return routes;
}

async function open(c: RouteContext, side: Side): Promise<{ found: ProjectCase; one: PhotoCase }> {
  const found = await side.find(c.var.act, pathParam(c, 'ref'));
  return { found, one: await findPhoto(c.var.act, found.project, pathParam(c, 'photo')) };
}

/** Before the form is read: whoever may not send it is not told what is wrong in it. */
async function openToKeep(c: RouteContext, side: Side): Promise<ProjectCase> {
  if (!side.own) requireManager(c);
  return side.find(c.var.act, pathParam(c, 'ref'));
}

async function showPhotos(c: RouteContext, side: Side, refused?: PhotosPageProps['refused']): Promise<Response> {
  const { act } = c.var;
  const found = await side.find(act, pathParam(c, 'ref'));
  return respond(
    c,
    <PhotosPage
      found={found}
      paths={side.paths}
      own={side.own}
      photos={await listPhotos(act, found.project)}
      removed={await listRemovedPhotos(act.db, found.project.id)}
      mayKeep={mayKeepPhotos(act.actor, found.project.leadId)}
      mayChoose={!side.own && mayChoosePhotos(act.actor)}
      done={c.req.query('fait') !== undefined}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}

async function showPhoto(c: RouteContext, side: Side, refused?: PhotoPageProps['refused']): Promise<Response> {
  const { act } = c.var;
  const { found, one } = await open(c, side);
  return respond(
    c,
    <PhotoPage
      found={found}
      paths={side.paths}
      own={side.own}
      one={one}
      mayKeep={mayKeepPhotos(act.actor, found.project.leadId)}
      mayForget={!side.own && mayForgetPapers(act.actor)}
      done={c.req.query('fait') !== undefined}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}
