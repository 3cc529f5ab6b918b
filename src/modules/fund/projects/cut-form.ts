import type { RouteContext } from '../../../kernel/http/env.ts';
import { asKnownNow, findParty, listStates, readChoice } from '../../register/index.ts';
import { listThemes, type Theme } from '../themes/queries.ts';
import { markers, purses } from '../vocabulary.ts';
import type { ProjectCut } from './cut.ts';

/** What a page that narrows projects is asked, as its address says it; `none`: what was not screened. */
export interface CutForm {
  cut: ProjectCut;
  /** The same, as the fields of the page and its links say it. */
  chosen: Record<'from' | 'to' | 'purse' | 'state_of' | 'theme' | 'donor' | 'marker' | 'score' | 'live', string>;
  countries: Awaited<ReturnType<typeof listStates>>;
  themes: Theme[];
}

/** Reads from an address which projects are asked for; what is no choice narrows nothing. */
export async function readCut(c: RouteContext): Promise<CutForm> {
  const { act } = c.var;
  const at = await asKnownNow(act);
  const text = (name: string) => c.req.query(name)?.trim() ?? '';
  const year = (name: string) => (/^(19|20)\d\d$/.test(text(name)) ? Number(text(name)) : undefined);
  const countries = await listStates(act.db, at);
  const themes = await listThemes(act.db);
  const [fromYear, toYear, purse] = [year('from'), year('to'), readChoice(c, 'purse', purses)];
  const country = countries.find(({ slug }) => slug === text('state_of'));
  const theme = themes.find(({ code }) => code === text('theme'));
  const donor = text('donor') ? await findParty(act.db, text('donor'), at) : null;
  const marker = readChoice(c, 'marker', markers);
  const score = readChoice(c, 'score', ['none', '0', '1', '2'] as const);
  const live = readChoice(c, 'live', ['yes', 'no'] as const);
  return {
    cut: {
      fromYear,
      toYear,
      purse,
      countryId: country?.id,
      theme: theme?.code,
      donorId: donor?.id,
      marker,
      score: score === undefined ? undefined : score === 'none' ? null : (Number(score) as 0 | 1 | 2),
      isLive: live === undefined ? undefined : live === 'yes',
    },
    chosen: {
      from: fromYear ? String(fromYear) : '',
      to: toYear ? String(toYear) : '',
      purse: purse ?? '',
      state_of: country?.slug ?? '',
      theme: theme?.code ?? '',
      donor: donor?.slug ?? '',
      marker: marker ?? '',
      score: score ?? '',
      live: live ?? '',
    },
    countries,
    themes,
  };
}
