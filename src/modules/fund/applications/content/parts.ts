import { type Pieces, rowsOf, textOf } from './pieces.ts';
import { readIsoDay, readNumber, readPosition, type Report } from './values.ts';

/** Days, from the first to the last, as `2026-05-01`. */
export interface Period {
  from: string;
  to: string;
}

/** Where the project is: a name, and its party or its position where they are known. */
export interface Place {
  id: string;
  name: string;
  partyId: string | null;
  position: { latitude: number; longitude: number } | null;
}

/** What it is about: a theme of the network, a purpose code of the DAC, or both; `share` in hundredths of a percent. */
export interface Sector {
  id: string;
  theme: string | null;
  purpose: string | null;
  share: number;
}

export const riskLevels = ['low', 'medium', 'high'] as const;
export type RiskLevel = (typeof riskLevels)[number];

export interface Risk {
  id: string;
  text: string;
  likelihood: RiskLevel;
  impact: RiskLevel;
  response: string;
}

/** What exists in the installation, for what a dossier names. Null where it is not known here: in a browser. */
export interface Known {
  themes: ReadonlySet<string>;
  purposes: ReadonlySet<string>;
  /** The party of the register that words name: its address or its name; null where they name none, or several. */
  party: (words: string) => string | null;
}

/** The party that a piece names, where that can be known here. */
export function resolveParty(path: string, words: string, known: Known | null, report: Report): string | null {
  if (!words || !known) return null;
  const found = known.party(words);
  if (!found) report({ path, code: 'party' });
  return found;
}

/** The period of a dossier; null where a day is missing, or the last comes before the first. */
export function readPeriod(pieces: Pieces, report: Report): Period | null {
  const read = (cell: 'from' | 'to'): string | null => {
    const text = textOf(pieces, `period/${cell}`);
    const day = readIsoDay(text);
    if (!day) report({ path: `period/${cell}`, code: text ? 'day' : 'required' });
    return day;
  };
  const [from, to] = [read('from'), read('to')];
  if (!from || !to) return null;
  if (to >= from) return { from, to };
  report({ path: 'period/to', code: 'periodOrder' });
  return null;
}

export function readPlaces(pieces: Pieces, known: Known | null, report: Report): Place[] {
  const places = rowsOf(pieces, 'places').map((row): Place => {
    const at = (cell: string) => `places/${row.id}/${cell}`;
    const { name = '', party = '', latitude = '', longitude = '' } = row.cells;
    if (!name) report({ path: at('name'), code: 'required' });
    const position = readPosition(latitude, longitude);
    if ((latitude || longitude) && !position) report({ path: at('latitude'), code: 'place' });
    return { id: row.id, name, partyId: resolveParty(at('party'), party, known, report), position };
  });
  if (places.length === 0) report({ path: 'places', code: 'required' });
  return places;
}

/** The purpose code of what was typed, or chosen among the suggestions: `14032`, `14032 Assainissement - dispositifs de base`. */
export function purposeCode(typed: string): string {
  return /^\s*(\d{5})(?!\d)/.exec(typed)?.[1] ?? typed;
}

export function readSectors(pieces: Pieces, known: Known | null, report: Report): Sector[] {
  const sectors = rowsOf(pieces, 'sectors').map((row): Sector => {
    const at = (cell: string) => `sectors/${row.id}/${cell}`;
    const { theme = '', share = '' } = row.cells;
    const purpose = purposeCode(row.cells['purpose'] ?? '');
    if (!theme && !purpose) report({ path: at('theme'), code: 'sector' });
    if (theme && known && !known.themes.has(theme)) report({ path: at('theme'), code: 'theme' });
    if (purpose && (!/^\d{5}$/.test(purpose) || (known && !known.purposes.has(purpose)))) report({ path: at('purpose'), code: 'purpose' });
    const percent = readNumber(share);
    const isShare = percent !== null && percent > 0 && percent <= 100;
    if (!isShare) report({ path: at('share'), code: 'share' });
    return { id: row.id, theme: theme || null, purpose: purpose || null, share: isShare ? Math.round(percent * 100) : 0 };
  });
  if (sectors.length === 0) report({ path: 'sectors', code: 'required' });
  else {
    const total = sectors.reduce((sum, { share }) => sum + share, 0);
    if (total !== 10_000) report({ path: 'sectors', code: 'sharesTotal', values: { rate: total } });
  }
  return sectors;
}

export function readRisks(pieces: Pieces, report: Report): Risk[] {
  return rowsOf(pieces, 'risks').map((row): Risk => {
    const level = (cell: 'likelihood' | 'impact'): RiskLevel => {
      const found = riskLevels.find((one) => one === row.cells[cell]);
      if (!found) report({ path: `risks/${row.id}/${cell}`, code: 'riskLevel' });
      return found ?? 'medium';
    };
    const { text = '', response = '' } = row.cells;
    if (!text) report({ path: `risks/${row.id}/text`, code: 'required' });
    if (!response) report({ path: `risks/${row.id}/response`, code: 'required' });
    return { id: row.id, text, likelihood: level('likelihood'), impact: level('impact'), response };
  });
}
