import type { Act } from '../../../kernel/act.ts';
import { Missing } from '../../../kernel/errors.ts';
import { inLang, type Lang, type Localized } from '../../../kernel/i18n/lang.ts';
import { evaluateValue, listPublished } from '../../figures/index.ts';
import { asKnownNow, type DatedOccurrence, type DatedStart, listDatedOccurrences, listDatedStarts } from '../../register/index.ts';
import { say } from '../messages.ts';
import { buildReadingRegister, type RegisterRows } from './comparison/register-rows.ts';
import type { DatedFact, KnownFigure, ReadingRegister, SeriesOccurrence } from './comparison/register.ts';

/**
 * The register as the reading of a draft asks it: what was so on the day, as known now. Read once for a draft; figures are
 * evaluated when the draft names them.
 */
export async function openReadingRegister(act: Act, { lang, on }: { lang: Lang; on: Temporal.PlainDate }): Promise<ReadingRegister> {
  const at = await asKnownNow(act, on);
  const occurrences = await listDatedOccurrences(act.db, at);
  const starts = await listDatedStarts(act.db, at);
  const figures = await listPublished(act);
  const register = buildReadingRegister({
    series: seriesOf(occurrences, lang),
    facts: [...occurrences.flatMap((one) => loneFact(one, lang)), ...starts.map((one) => startFact(one, lang))],
    figures: figures.map(({ slug, unit, name }) => ({
      slug,
      unit: inLang(unit, lang),
      nouns: [inLang(unit, lang), inLang(name, lang)],
      valueOn: valueOf(act, slug),
    })),
  });
  return { ...register, figuresLike: async (query) => closestFirst(await register.figuresLike(query), query.value) };
}

/** Several figures count « États et gouvernements »: the one whose value is nearest is the one that was meant. */
function closestFirst(figures: KnownFigure[], value: number): KnownFigure[] {
  return figures.toSorted((a, b) => Math.abs(a.value - value) - Math.abs(b.value - value));
}

function seriesOf(occurrences: readonly DatedOccurrence[], lang: Lang): RegisterRows['series'] {
  const known = new Map<string, RegisterRows['series'][number]>();
  for (const one of occurrences) {
    if (!one.series || one.number === null) continue;
    const { slug, name, words } = one.series;
    const series = known.get(slug) ?? {
      slug,
      name: inLang(name, lang),
      words: words[lang].length > 0 ? words[lang] : words.fr,
      occurrences: [],
    };
    series.occurrences.push(toOccurrence(one, one.number, series.words, lang));
    known.set(slug, series);
  }
  return [...known.values()];
}

function toOccurrence(one: DatedOccurrence, number: number, words: readonly string[], lang: Lang): SeriesOccurrence {
  const places = placesOf(one, lang);
  return {
    number,
    label: inLang(one.name, lang),
    // « Sommet de Cotonou » names the Summit as surely as its number.
    names: [inLang(one.name, lang), ...words.flatMap((word) => places.slice(0, 1).map((place) => `${word} ${place}`))],
    places,
    from: one.starts?.date ?? null,
    to: one.ends,
    precision: one.starts?.precision ?? null,
  };
}

/** A meeting that nothing numbers, or whose number is not known: a fact like others. */
function loneFact(one: DatedOccurrence, lang: Lang): DatedFact[] {
  if (!one.starts || (one.series && one.number !== null)) return [];
  const label = inLang(one.name, lang);
  const places = placesOf(one, lang);
  // « Conférence mondiale sur les femmes (Beijing) » is « la conférence de Beijing » in a text.
  const kinds =
    lang === 'fr'
      ? label.split(' ').slice(0, 1)
      : [...label.matchAll(/\b(?:conference|summit|assembly|meeting|forum)\b/gi)].map((found) => found[0]);
  return [
    {
      label,
      names: [label, ...kinds.flatMap((kind) => places.slice(0, 1).map((place) => `${kind} ${place}`))],
      places,
      from: one.starts.date,
      to: one.ends,
      precision: one.starts.precision,
    },
  ];
}

/** Everyone is « membre »: a name always says who, and of what or as what. */
function startFact({ party, within, as, from }: DatedStart, lang: Lang): DatedFact {
  const words = as ? inLang(as, lang) : say.in(lang)('reading.endorsement');
  const [who, where] = [party.map((one) => inLang(one, lang)), within.map((one) => inLang(one, lang))];
  return {
    label: say.in(lang)('reading.start', { party: who[0], as: words, within: where[0] }),
    names: who.flatMap((one) => [`${one} ${words}`, ...where.map((institution) => `${one} ${institution}`)]),
    places: [],
    from: from.date,
    to: null,
    precision: from.precision,
  };
}

/** « Paris / Versailles », « Rabat et Casablanca », « Tunis (hybride) »: each town, then the State. */
function placesOf({ place, state }: { place: string | null; state: Localized | null }, lang: Lang): string[] {
  const towns =
    place
      ?.split(/ \/ | et |[(),;]/)
      .map((town) => town.trim())
      .filter(Boolean) ?? [];
  return [...towns, ...(state ? [inLang(state, lang)] : [])];
}

function valueOf(act: Act, slug: string): (on: Temporal.PlainDate) => Promise<number | null> {
  const known = new Map<string, Promise<number | null>>();
  return (on) => {
    const day = on.toString();
    const value = known.get(day) ?? valueOn(act, slug, on);
    known.set(day, value);
    return value;
  };
}

async function valueOn(act: Act, slug: string, on: Temporal.PlainDate): Promise<number | null> {
  try {
    return await evaluateValue(act, slug, { on });
  } catch (error) {
    // A figure that is no longer there has no value: the reading says so beside its name.
    if (error instanceof Missing) return null;
    throw error;
  }
}
