import { Hono } from 'hono';
import { exportTable, wantsExport } from '../../../../kernel/export/index.ts';
import { type Env, pathParam } from '../../../../kernel/http/env.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { respond } from '../../../../ui/index.ts';
import { say as dossierWords } from '../../applications/messages.ts';
import { say } from '../messages.ts';
import { appraisalPaths } from '../paths.ts';
import { readRanking } from './ranking.ts';
import { RankingPage } from './views/ranking-page.tsx';

/** The dossiers of a call by their score. */
export const rankingRoutes = new Hono<Env>().get(appraisalPaths.ranking(':call'), async (c) => {
  const { lang, act } = c.var;
  const slug = pathParam(c, 'call');
  const { call, dossiers } = await readRanking(act, slug);
  const format = wantsExport(c);
  if (!format) return respond(c, <RankingPage call={call} dossiers={dossiers} />);
  return exportTable(c, {
    filename: `classement-${slug}`,
    format,
    columns: [
      { key: 'place', label: say.later('ranking.place'), type: 'number' },
      { key: 'reference', label: say.later('ranking.reference'), type: 'text' },
      { key: 'title', label: say.later('ranking.dossier'), type: 'text' },
      { key: 'city', label: say.later('ranking.city'), type: 'text' },
      { key: 'score', label: say.later('ranking.score'), type: 'number' },
      { key: 'spread', label: say.later('ranking.spread'), type: 'number' },
      { key: 'scorers', label: say.later('ranking.count'), type: 'number' },
      { key: 'state', label: say.later('ranking.state'), type: 'text' },
    ],
    rows: dossiers.map(({ place, dossier, city, score, spread, count, state, isHidden }) => ({
      place,
      reference: dossier.reference,
      title: dossier.title,
      city: inLang(city.name, lang),
      score: score === null ? null : score / 100,
      spread: isHidden ? null : spread / 100,
      scorers: count,
      state: dossierWords.in(lang)(`state.${state}`),
    })),
  });
});
