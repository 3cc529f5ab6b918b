import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, localPath, pathParam, seeOther } from '../../../kernel/http/env.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { asset, assetFiles } from '../../../ui/assets.ts';
import { respond } from '../../../ui/index.ts';
import { findMeeting } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { eventsPaths } from '../paths.ts';
import { mayReceive } from '../policy.ts';
import { mergeScans, recordArrival } from './commands.ts';
import { scansInput } from './input.ts';
import { listExpected } from './queries.ts';
import { ArrivalsPage } from './views/arrivals-page.tsx';

/** The welcome desk. */
export const arrivalRoutes = new Hono<Env>();

arrivalRoutes.get(eventsPaths.arrivals(':slug'), async (c) => {
  const { act, lang } = c.var;
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const words = c.req.query('q')?.trim().slice(0, 200) || undefined;
  const all = await listExpected(act, held.id);
  const wanted = words && fold(words);
  const expected = wanted
    ? all.filter(({ delegate, party }) =>
        [delegate.name, delegate.badge, inLang(party.name, lang)].some((text) => fold(text).includes(wanted)),
      )
    : all;
  const format = wantsExport(c);
  if (format) {
    const text = (key: string, label: Parameters<typeof say.later>[0]) => ({ key, label: say.later(label), type: 'text' }) as const;
    return exportTable(c, {
      filename: `accueil-${held.slug}`,
      format,
      columns: [
        text('name', 'delegate.name'),
        text('party', 'line.party'),
        text('badge', 'badge.code'),
        text('first', 'arrival.first'),
        text('all', 'arrival.all'),
      ],
      rows: expected.map(({ delegate, party, scans }) => ({
        name: delegate.name,
        party: inLang(party.name, lang),
        badge: delegate.badge,
        first: scans[0]?.at.toString(),
        all: scans.map(({ device, at }) => `${at.toString()} (${device})`).join(' ; '),
      })),
    });
  }
  return respond(
    c,
    <ArrivalsPage
      held={held}
      expected={expected}
      total={all.length}
      arrived={all.filter(({ scans }) => scans.length > 0).length}
      words={words}
      mayReceive={mayReceive(act.actor)}
    />,
  );
});

// The worker's scope is the desk's page, which lies above its own folder: the header allows it.
arrivalRoutes.get(eventsPaths.arrivalsWorker(':slug'), (c) => {
  if (!mayReceive(c.var.act.actor)) throw new Forbidden();
  const file = assetFiles().get(asset('check-in-worker.js').replace('/assets/', ''))!;
  return c.body(file.body, 200, {
    'content-type': file.type,
    'service-worker-allowed': localPath(c.var.lang, eventsPaths.arrivals(pathParam(c, 'slug'))),
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
});

arrivalRoutes.post(eventsPaths.scans(':slug'), async (c) => {
  if (!mayReceive(c.var.act.actor)) throw new Forbidden();
  const sent = scansInput.safeParse(await c.req.json().catch(() => null));
  if (!sent.success) return c.json({ error: 'scans' }, 422);
  return c.json(await mergeScans(c.var.act, pathParam(c, 'slug'), sent.data));
});

arrivalRoutes.post(eventsPaths.arrival(':slug', ':delegate'), async (c) => {
  const [slug, delegate] = [pathParam(c, 'slug'), pathParam(c, 'delegate')];
  if (!mayReceive(c.var.act.actor)) throw new Forbidden();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(delegate)) throw new Missing('delegate');
  await recordArrival(c.var.act, slug, delegate, say.in('fr')('place.arrivals'));
  return seeOther(c, eventsPaths.arrivals(slug));
});

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
