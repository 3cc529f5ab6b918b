import type { Part } from '../manifest.ts';
import { mayManageFund } from '../policy.ts';
import { forgetInPhotos } from './erasure.ts';
import { photoPaths } from './paths.ts';
import { photoRoutes } from './routes.tsx';

/** Photos of projects, with the agreement of those who are seen on them. */
export const photos = {
  routes: photoRoutes,
  uploads: [
    { path: photoPaths.staff.ofProject(':ref'), may: mayManageFund },
    { path: photoPaths.staff.consent(':ref', ':photo'), may: mayManageFund },
    { path: photoPaths.own.ofProject(':ref'), may: (actor) => actor.kind === 'user' && actor.role === 'city' },
    { path: photoPaths.own.consent(':ref', ':photo'), may: (actor) => actor.kind === 'user' && actor.role === 'city' },
  ],
  forgetPerson: forgetInPhotos,
} satisfies Part;
