import { readMarker, type ScreenedMarker } from '../../markers/content.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import type { FormDefinition, Question } from '../../calls/forms/definition.ts';
import type { Marker } from '../../vocabulary.ts';
import { type Budget, type BudgetLimits, readBudget } from './budget.ts';
import { type Framework, readFramework, yearsOf } from './framework.ts';
import { type Known, type Period, type Place, readPeriod, readPlaces, readRisks, readSectors, type Risk, type Sector } from './parts.ts';
import { type Pieces, type Problem, textOf } from './pieces.ts';
import { isAskedNow, readSimple } from './simple.ts';

/** A file that answers a question, as it was when the dossier was deposited. */
export interface FrozenFile {
  /** Of `fund_dossier_file`. */
  id: string;
  path: string;
  name: string;
  sha256: string;
}

export interface FrozenPartner {
  partyId: string;
  role: 'partner' | 'funder';
  name: string;
  accepted: boolean;
}

/**
 * What a dossier says. A version of it (`fund_dossier_version.content`) is this, frozen: the pieces as they were typed, to be
 * compared and shown again, and what they mean, for the rest of the fund.
 */
export interface DossierContent {
  form: { id: string; version: number };
  lang: Lang;
  title: string;
  pieces: Pieces;
  files: FrozenFile[];
  partners: FrozenPartner[];
  summary: string;
  period: Period | null;
  places: Place[];
  sectors: Sector[];
  budget: Budget;
  framework: Framework;
  risks: Risk[];
  markers: Partial<Record<Marker, ScreenedMarker>>;
}

/** What a dossier is read with besides its pieces. */
export interface Reading {
  definition: FormDefinition;
  limits: BudgetLimits;
  known: Known | null;
  files: readonly { path: string }[];
}

/** What the pieces of a dossier mean. */
export type Read = Pick<DossierContent, 'summary' | 'period' | 'places' | 'sectors' | 'budget' | 'framework' | 'risks' | 'markers'>;

/** Reads a dossier and finds everything in it that is not as it should be, in the order of its form: this alone says what may be deposited. */
export function readDossier(pieces: Pieces, reading: Reading): { read: Read; problems: Problem[] } {
  const problems: Problem[] = [];
  const report = (problem: Problem) => void problems.push(problem);
  const read = emptyRead();
  for (const { questions } of reading.definition.sections)
    for (const question of questions) if (isAskedNow(question, pieces)) readQuestion(question, pieces, reading, read, report);
  return { read, problems };
}

/** What a dossier says before anything is read of it. */
export function emptyRead(): Read {
  return {
    summary: '',
    period: null,
    places: [],
    sectors: [],
    budget: { lines: [], funding: [], fundCents: 0, cityCents: 0, inKindCents: 0, otherCents: 0, totalCents: 0 },
    framework: { results: [], indicators: [] },
    risks: [],
    markers: {},
  };
}

/** Reads one question of a form into `read`. */
export function readQuestion(
  question: Question,
  pieces: Pieces,
  { limits, known, files }: Omit<Reading, 'definition'>,
  read: Read,
  report: (problem: Problem) => void,
): void {
  switch (question.kind) {
    case 'summary':
      read.summary = textOf(pieces, 'summary');
      if (!read.summary) report({ path: 'summary', code: 'required' });
      if (read.summary.length > question.most) report({ path: 'summary', code: 'tooLong', values: { most: question.most } });
      return;
    case 'period':
      read.period = readPeriod(pieces, report);
      return;
    case 'places':
      read.places = readPlaces(pieces, known, report);
      return;
    case 'sectors':
      read.sectors = readSectors(pieces, known, report);
      return;
    case 'budget':
      read.budget = readBudget(pieces, limits, known, report);
      return;
    case 'framework':
      // The period may be asked before or after; its own page says what is wrong with it.
      read.framework = readFramework(pieces, yearsOf(readPeriod(pieces, () => {})), report);
      return;
    case 'risks':
      read.risks = readRisks(pieces, report);
      if (question.required && read.risks.length === 0) report({ path: 'risks', code: 'required' });
      return;
    case 'markers':
      // R7: a dossier comes with its gender guide; the others may stay « not screened ».
      for (const marker of question.which)
        read.markers[marker] = readMarker(pieces, marker, { required: question.required && marker === 'gender' }, report);
      return;
    case 'partners':
      return;
    case 'file':
      if (question.required && !files.some(({ path }) => path === question.key)) report({ path: question.key, code: 'required' });
      return;
    default:
      readSimple(question, pieces, known, report);
  }
}
