import { Hono } from 'hono';
import { Missing } from '../../../kernel/errors.ts';
import type { Env } from '../../../kernel/http/env.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { readAskedDay } from '../asked-day.ts';
import { institutionsOn, usualInstitution } from '../institutions/queries.ts';
import { findParty } from '../parties/directory.ts';
import { listMappedSeats } from './queries.ts';
import { MapPage } from './views/map-page.tsx';

export const mapRoutes = new Hono<Env>();

mapRoutes.get('/carte', async (c) => {
  const { act, lang } = c.var;
  const day = await readAskedDay(c);
  const institution = await findParty(act.db, c.req.query('institution') || usualInstitution, day.at);
  if (!institution) throw new Missing();
  const { seats, undated, uncertain } = await listMappedSeats(act.db, institution.id, day.at);
  const { compare } = collator(lang);
  const ordered = seats.toSorted((a, b) => compare(inLang(a.party.name, lang), inLang(b.party.name, lang)));
  return respond(
    c,
    <MapPage
      day={day}
      institution={institution}
      institutions={await institutionsOn(act.db, day)}
      seats={ordered}
      undated={undated}
      uncertain={uncertain}
    />,
  );
});
