import { type Pieces, textOf } from '../applications/content/pieces.ts';
import type { Report } from '../applications/content/values.ts';
import { type Marker, markerScores, type MarkerScore } from '../vocabulary.ts';
import { criteria } from './criteria.ts';
import { type Answered, markerAnswers, type MarkerScoring, scoreMarker } from './rules.ts';

/** How a marker of a dossier was scored: the answers, what follows from them, and why the score departs from it where it does. */
export interface ScreenedMarker extends MarkerScoring {
  answers: Record<string, Answered>;
  /** What the answers give. */
  computed: MarkerScore | null;
  departure: { score: MarkerScore; reason: string } | null;
}

/** Reads the checklist of a marker in a dossier. `score` is the one that holds. */
export function readMarker(pieces: Pieces, marker: Marker, { required }: { required: boolean }, report: Report): ScreenedMarker {
  const at = (cell: string) => `markers/${marker}/${cell}`;
  const answers: Record<string, Answered> = {};
  for (const { key, mayNotApply } of criteria[marker]) {
    const answer = markerAnswers.find((one) => one === textOf(pieces, at(key)));
    if (!answer || (answer === 'na' && !mayNotApply)) continue;
    const evidence = textOf(pieces, at(`${key}-evidence`));
    if (answer === 'yes' && !evidence) report({ path: at(`${key}-evidence`), code: 'markerEvidence' });
    answers[key] = { answer, evidence };
  }
  const scoring = scoreMarker(marker, answers);
  const departure = readDeparture(pieces, marker, scoring.score, report);
  if (required && scoring.score === null && !departure)
    for (const key of scoring.missing) if (!answers[key]) report({ path: at(key), code: 'markerScreen' });
  return { ...scoring, answers, computed: scoring.score, departure, score: departure?.score ?? scoring.score };
}

function readDeparture(pieces: Pieces, marker: Marker, computed: MarkerScore | null, report: Report): ScreenedMarker['departure'] {
  const text = textOf(pieces, `markers/${marker}/departure`);
  if (!text) return null;
  const score = markerScores.find((one) => String(one) === text);
  if (score === undefined) {
    report({ path: `markers/${marker}/departure`, code: 'markerScore' });
    return null;
  }
  if (score === computed) return null;
  const reason = textOf(pieces, `markers/${marker}/departure-reason`);
  if (!reason) {
    report({ path: `markers/${marker}/departure-reason`, code: 'markerReason' });
    return null;
  }
  return { score, reason };
}
