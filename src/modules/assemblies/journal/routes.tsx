import { Hono } from 'hono';
import { listColleagues } from '../../../kernel/auth/users/queries.ts';
import { type Env, pathParam } from '../../../kernel/http/env.ts';
import { respond } from '../../../ui/index.ts';
import { assemblyPaths } from '../paths.ts';
import { getDossier } from '../sittings/queries.ts';
import { listHappenings } from './scene.ts';
import { replaySitting } from './verify.ts';
import { JournalPage } from './views/journal-page.tsx';

export const journalRoutes = new Hono<Env>().get(assemblyPaths.journal(':slug'), async (c) => {
  const { act } = c.var;
  const slug = pathParam(c, 'slug');
  const dossier = await getDossier(act, slug);
  const entries = await listHappenings(act, dossier.sitting.id);
  const team = await listColleagues(act);
  return respond(c, <JournalPage dossier={dossier} entries={entries} team={team} report={await replaySitting(act, slug)} />);
});
