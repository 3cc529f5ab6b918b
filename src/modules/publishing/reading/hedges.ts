import type { Lang } from '../../../kernel/i18n/lang.ts';
import { hedgeHolds, hedgeState, type Hedge, type HedgeState } from '../../figures/index.ts';

/** What hedges mean is arithmetic, and figures': here are the words that say them. */
export { hedgeHolds, hedgeState, type Hedge, type HedgeState };

/** `moreThan`, `20` → `plus de 20`, `more than 20`; `exactly` is the number alone. */
export function formatHedge(hedge: Hedge, numberText: string, lang: Lang): string {
  const words = spoken[lang][hedge];
  if (!words) return numberText;
  // « plus d’un million », but « plus de onze ».
  return words.endsWith(' de') && /^une?\b/i.test(numberText) ? `${words.slice(0, -1)}’${numberText}` : `${words} ${numberText}`;
}

/** The hedge whose words stand at `at` of a lower-case text; `end` is where its number would begin. */
export function matchHedgeBefore(lower: string, at: number, lang: Lang): { hedge: Hedge; end: number } | null {
  return match(before[lang], lower, at);
}

/** The hedge that follows its number: `30 ans environ`, `350+`, `20 or more`. */
export function matchHedgeAfter(lower: string, at: number, lang: Lang): { hedge: Hedge; end: number } | null {
  return match(after[lang], lower, at);
}

const spoken: Record<Lang, Record<Hedge, string>> = {
  fr: { exactly: '', moreThan: 'plus de', atLeast: 'au moins', lessThan: 'moins de', nearly: 'près de', about: 'environ' },
  en: { exactly: '', moreThan: 'more than', atLeast: 'at least', lessThan: 'fewer than', nearly: 'nearly', about: 'about' },
};

type Words = { hedge: Hedge; words: string };

const frenchOf = "(?: de la| de l'| des| de| du| d')";
const frenchTo = "(?: à la| à l'| aux| au| à)";

/** Longer words first: « un peu moins de » is not « moins de ». */
const before = buildPatterns(
  {
    fr: [
      said(
        'nearly',
        `(?:un (?:petit )?peu|légèrement|à peine|guère) moins${frenchOf}|pas (?:très )?loin${frenchOf}|pr[eè]s${frenchOf}|proches?${frenchOf}|juste (?:en dessous|sous)${frenchOf}?|(?:presque|quasiment|quasi|pratiquement|bientôt)(?: les)?|la quasi-totalité des`,
      ),
      said(
        'atLeast',
        `pas moins${frenchOf}|(?:au (?:strict |grand )?(?:moins|minimum)|a minima|minimum|à tout le moins)(?: les)?|un minimum${frenchOf}|au bas mot|≥`,
      ),
      said(
        'moreThan',
        `(?:(?:un (?:petit )?peu|légèrement|bien|beaucoup|nettement|largement|sensiblement) )?plus${frenchOf}|au[- ]del[àa]${frenchOf}|au[- ]dessus${frenchOf}|supérieure?s?${frenchTo}|>`,
      ),
      said(
        'lessThan',
        `(?:(?:bien|beaucoup|nettement|largement|sensiblement) )?moins${frenchOf}|en[- ]de(?:ssous|çà)${frenchOf}|au[- ]dessous${frenchOf}|inférieure?s?${frenchTo}|<`,
      ),
      said(
        'about',
        `environ(?: les)?|env\\.|quelque|quelques(?= \\d)|à peu (?:de choses )?près|approximativement|grosso modo|autour${frenchOf}|aux (?:alentours|environs)${frenchOf}|de l'ordre${frenchOf}|plus ou moins|à peine|[~≈±]`,
      ),
      said('exactly', '(?:très )?exactement(?: les)?|précisément|tout juste'),
    ],
    en: [
      said(
        'nearly',
        '(?:just|slightly|a little|a bit) (?:under|below|less than|fewer than|short of)|nearly|almost|close to|approaching|practically|virtually|not far (?:from|off|short of)',
      ),
      said(
        'atLeast',
        'no (?:fewer|less) than|not (?:fewer|less) than|(?:at least|a minimum of|minimum of|minimum|at the very least)(?: the)?|≥',
      ),
      said(
        'moreThan',
        '(?:(?:well|just|slightly|far|a little|many|much) )?(?:more than|over|above|exceeding|in excess of|upwards? of|greater than)|>',
      ),
      said('lessThan', '(?:(?:well|far|much) )?(?:fewer than|less than|under|below|lower than)|<'),
      said(
        'about',
        '(?:about|around|roughly|approximately|approx\\.|circa|c\\.|some|an estimated|in the (?:region|order|vicinity) of|of the order of|more or less|[~≈±])',
      ),
      said('exactly', '(?:exactly|precisely)(?: the)?'),
    ],
  },
  (words) => `(?:${words})(?:(?<=['~≈±><≥]) ?| )`,
);

const after = buildPatterns(
  {
    fr: [
      said('atLeast', '\\+| (?:au (?:strict )?(?:moins|minimum)|a minima|(?:ou|et) (?:plus|davantage)(?! (?:de|du|des|d)(?!\\p{L})))'),
      said('about', ' (?:environ|à peu près|approximativement)'),
      said('exactly', ' (?:exactement|tout juste|précisément)'),
    ],
    en: [
      said('atLeast', '\\+|-plus| (?:or more(?! than)|at least|and (?:above|over|more(?! than)|counting)|minimum|or above)'),
      said('about', ' (?:or so|or thereabouts|approximately|roughly)|-odd'),
      said('exactly', ' exactly'),
    ],
  },
  (words) => `(?:${words})(?![\\p{L}\\p{Nd}])`,
);

function said(hedge: Hedge, words: string): Words {
  return { hedge, words };
}

type Pattern = { hedges: Hedge[]; pattern: RegExp };

/** One pattern a language: the group that matched tells the hedge. */
function buildPatterns(vocabulary: Record<Lang, Words[]>, frame: (words: string) => string): Record<Lang, Pattern> {
  const build = (entries: Words[]): Pattern => ({
    hedges: entries.map(({ hedge }) => hedge),
    pattern: new RegExp(entries.map(({ words }) => `(${frame(words)})`).join('|'), 'uy'),
  });
  return { fr: build(vocabulary.fr), en: build(vocabulary.en) };
}

function match({ hedges: order, pattern }: Pattern, lower: string, at: number): { hedge: Hedge; end: number } | null {
  pattern.lastIndex = at;
  const found = pattern.exec(lower);
  const hedge = found && order[found.slice(1).findIndex((group) => group !== undefined)];
  return found && hedge ? { hedge, end: at + found[0].length } : null;
}
