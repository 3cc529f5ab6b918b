import { Hono } from 'hono';
import { exportTable, wantsExport } from '../../../../kernel/export/index.ts';
import { type Env, pathParam } from '../../../../kernel/http/env.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { respond } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { appraisalPaths } from '../paths.ts';
import { readResult } from './result.ts';
import { ResultPage } from './views/result-page.tsx';

/** R8: the result of a sitting. */
export const resultRoutes = new Hono<Env>().get(appraisalPaths.result(':slug'), async (c) => {
  const { lang, act } = c.var;
  const slug = pathParam(c, 'slug');
  const result = await readResult(act, slug);
  const format = wantsExport(c);
  if (!format) return respond(c, <ResultPage result={result} />);
  return exportTable(c, {
    filename: `resultat-${slug}`,
    format,
    columns: [
      { key: 'reference', label: say.later('ranking.reference'), type: 'text' },
      { key: 'title', label: say.later('result.dossier'), type: 'text' },
      { key: 'city', label: say.later('result.cityName'), type: 'text' },
      { key: 'kind', label: say.later('result.kind'), type: 'text' },
      { key: 'outcome', label: say.later('result.outcome'), type: 'text' },
      { key: 'currency', label: say.later('result.currency'), type: 'text' },
      { key: 'granted', label: say.later('result.granted'), type: 'number' },
      { key: 'commitment', label: say.later('result.commitment'), type: 'number' },
      { key: 'investment', label: say.later('result.investment'), type: 'number' },
      { key: 'cityShare', label: say.later('result.city'), type: 'number' },
      { key: 'others', label: say.later('result.others'), type: 'number' },
      { key: 'departure', label: say.later('result.departure'), type: 'text' },
    ],
    rows: result.awards.map(({ award, dossier, version, city }) => ({
      reference: dossier.reference,
      title: version.title,
      city: inLang(city.name, lang),
      kind: say.in(lang)(dossier.continuesId ? 'result.kindContinuation' : 'result.kindFresh'),
      outcome: say.in(lang)(`outcome.${award.outcome}`),
      currency: award.currency,
      granted: award.grantedCents / 100,
      commitment: award.commitmentCents / 100,
      investment: version.totalCents / 100,
      cityShare: (version.cityCents + version.inKindCents) / 100,
      others: version.otherCents / 100,
      departure: award.departure,
    })),
  });
});
