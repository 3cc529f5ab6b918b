import type { Message } from '../../../../kernel/i18n/lang.ts';
import { spanInWords, spanOf as readSpans } from '../../facts/spans.ts';
import type { JsonRow } from '../../schema.ts';
import type { Claim, Span } from './claim.ts';
import type { Held } from './held.ts';
import { say } from '../messages.ts';

/** What becomes of one claim, or of one fact held. */
export type Verdict =
  | { outcome: 'new'; claim: Claim }
  | { outcome: 'same'; claim: Claim }
  | { outcome: 'refused'; claim: Claim; reason: Message }
  /** The fact goes on being held, with other dates or other words. */
  | { outcome: 'ended' | 'corrected'; claim: Claim; held: Held; row: JsonRow; source: boolean }
  /** The fact ends because the claim follows it. */
  | { outcome: 'ended'; claim: Claim; held: Held; row: JsonRow; source: false };

/**
 * Compares what a file says of one subject with what the register holds of it.
 *
 * A claim and a fact that start on the same day are one fact; so is the first claim on a fact’s days that says the same. The rest
 * is new. A new claim that overlaps an older fact still open ends it, if the file carries on from there without end;
 * any other overlap is refused. A blank start never takes away a start that the register knows.
 */
export function compareSubject(claims: readonly Claim[], held: readonly Held[]): Verdict[] {
  const { kept, refused } = refuseWithinFile(claims);
  const facts = held.filter((one) => one.row['retained'] === true).sort((a, b) => compareStart(a.span, b.span));
  const aside = compareAside(claims.filter(isAside), held);
  // Someone has chosen between this source and another: the file that says it again does not reopen the choice.
  const settled = new Set(kept.filter((claim) => isSettled(claim, held)));
  aside.push(...[...settled].map((claim): Verdict => ({ outcome: 'same', claim })));
  // A claim that is refused no longer stands for the fact that it was paired with: the others are compared again without it.
  for (let claims = kept.filter((claim) => !settled.has(claim)); ;) {
    const verdicts = compareKept(claims, facts);
    const turnedDown = new Set(verdicts.filter((one) => one.outcome === 'refused').map((one) => one.claim));
    if (turnedDown.size === 0) return [...verdicts, ...refused, ...aside];
    refused.push(...verdicts.filter((one) => one.outcome === 'refused'));
    claims = claims.filter((claim) => !turnedDown.has(claim));
  }
}

/** Compares a name or a code that the file gives without dates: the same words are the same fact, whenever they hold. */
export function compareUndated(claim: Claim, held: readonly Held[]): Verdict {
  const facts = held.filter((one) => one.row['retained'] === true);
  const isDated = (one: Held) => one.span.from !== null || one.span.to !== null;
  if (facts.some((one) => sameValues(claim.row, one.row, isDated(one) ? [] : ['certainty']))) return { outcome: 'same', claim };
  if (isSettled(claim, held)) return { outcome: 'same', claim };
  const [fact, other] = facts;
  if (!fact) return { outcome: 'new', claim };
  if (other || isDated(fact)) return { outcome: 'refused', claim, reason: say.later('row.hasHistory') };
  return { outcome: 'corrected', claim, held: fact, row: replaceRow(fact, claim.row), source: true };
}

/** Two spans of days have a day in common. */
export function overlap(a: Span, b: Span): boolean {
  return (a.to === null || b.from === null || b.from < a.to) && (b.to === null || a.from === null || a.from < b.to);
}

/** A fact's row, ended on a day. */
export function endRow(held: Held, to: string, precision: JsonRow[string]): JsonRow {
  return { ...held.row, valid: `${held.span.from ? `[${held.span.from}` : '('},${to})`, to_precision: precision };
}

/** Lines that repeat another or contradict it over the same days: said of both, for neither can be preferred. */
function refuseWithinFile(claims: readonly Claim[]): { kept: Claim[]; refused: Verdict[] } {
  const read = claims.filter((claim) => !isAside(claim));
  if (read.length < 2) return { kept: read, refused: [] };
  const refused = new Map<Claim, Message>();
  const sorted = read.toSorted((a, b) => compareStart(a.span, b.span) || a.line - b.line);
  let reach = sorted[0]!;
  for (const claim of sorted.slice(1)) {
    if (overlap(reach.span, claim.span)) {
      if (sameSpan(reach.span, claim.span) && sameValues(claim.row, reach.row, [])) {
        refused.set(claim, say.later('row.repeated', { line: reach.line }));
        continue;
      }
      if (!refused.has(reach)) refused.set(reach, say.later('row.overlapsLine', { line: claim.line }));
      refused.set(claim, say.later('row.overlapsLine', { line: reach.line }));
    }
    if (reach.span.to !== null && (claim.span.to === null || claim.span.to > reach.span.to)) reach = claim;
  }
  return {
    kept: sorted.filter((claim) => !refused.has(claim)),
    refused: [...refused].map(([claim, reason]) => ({ outcome: 'refused', claim, reason })),
  };
}

function compareKept(claims: readonly Claim[], facts: readonly Held[]): Verdict[] {
  const pairs = pair(claims, facts);
  const paired = new Set(pairs.values());
  const free = facts.filter((one) => !paired.has(one));
  const endless = claims.some((one) => one.span.to === null);
  const ended = new Map<Held, Claim>();
  const verdicts: Verdict[] = [];
  for (const claim of claims) {
    const fact = pairs.get(claim);
    const verdict: Verdict = fact ? compareFact(claim, fact) : { outcome: 'new', claim };
    const span = fact && verdict.outcome === 'same' ? fact.span : spanOf('row' in verdict ? verdict.row : claim.row);
    const inTheWay = overlapping(free, span).filter((one) => !ended.has(one));
    const follows = span.from !== null && endless && inTheWay.every((one) => one.span.to === null && (one.span.from ?? '') < span.from!);
    if (inTheWay.length > 0 && !follows) {
      verdicts.push({
        outcome: 'refused',
        claim,
        reason: (lang) => say.in(lang)('row.overlapsHeld', { span: spanInWords(readSpans(inTheWay[0]!.row), lang) }),
      });
      continue;
    }
    for (const one of inTheWay) ended.set(one, claim);
    verdicts.push(verdict);
  }
  for (const [fact, claim] of ended)
    verdicts.push({
      outcome: 'ended',
      claim,
      held: fact,
      row: endRow(fact, claim.span.from!, claim.row['from_precision']!),
      source: false,
    });
  return verdicts;
}

/** Which fact each claim is: the one that starts on the same day, else one that it overlaps and that says the same. */
function pair(claims: readonly Claim[], facts: readonly Held[]): Map<Claim, Held> {
  const pairs = new Map<Claim, Held>();
  const taken = new Set<Held>();
  const byStart = new Map(facts.map((fact) => [fact.span.from, fact]));
  const keep = (claim: Claim, fact: Held | undefined) => {
    if (!fact || pairs.has(claim) || taken.has(fact)) return;
    pairs.set(claim, fact);
    taken.add(fact);
  };
  for (const claim of claims) keep(claim, byStart.get(claim.span.from));
  // Only the first claim on a fact's days may be that fact, corrected: a later one comes back after something else.
  for (const fact of facts) {
    const first = taken.has(fact) ? undefined : overlapping(claims, fact.span)[0];
    if (first && sameValues(first.row, fact.row, [])) keep(first, fact);
  }
  return pairs;
}

/** Those that have a day in this span, of facts or claims that come in order and do not overlap each other. */
function overlapping<T extends { span: Span }>(facts: readonly T[], span: Span): T[] {
  let start = 0;
  let end = facts.length;
  while (start < end) {
    const middle = (start + end) >> 1;
    const { to } = facts[middle]!.span;
    if (to !== null && span.from !== null && to <= span.from) start = middle + 1;
    else end = middle;
  }
  const found: T[] = [];
  for (let at = start; at < facts.length && overlap(facts[at]!.span, span); at += 1) found.push(facts[at]!);
  return found;
}

/** A claim and the fact that it is: the same, ended, or corrected. */
function compareFact(claim: Claim, held: Held): Verdict {
  const keepsStart = claim.span.from === null && held.span.from !== null;
  // The file gives a later witness of a start that nobody knows: the earlier one stays.
  const laterWitness =
    claim.span.from === null &&
    (claim.row['attested_from'] === null ||
      (held.row['attested_from'] !== null && held.row['attested_from']! <= claim.row['attested_from']!));
  const row = replaceRow(held, {
    ...claim.row,
    ...(keepsStart ? { valid: `[${held.span.from},${claim.span.to ?? ''})`, from_precision: held.row['from_precision'] ?? null } : {}),
    ...(keepsStart || laterWitness ? { attested_from: held.row['attested_from'] ?? null } : {}),
  });
  const sameStart =
    row['from_precision'] === held.row['from_precision'] &&
    spanOf(row).from === held.span.from &&
    row['attested_from'] === held.row['attested_from'];
  const sameEnd = row['to_precision'] === held.row['to_precision'] && spanOf(row).to === held.span.to;
  const sameWords = sameValues(row, held.row, ['certainty', 'note']);
  if (sameStart && sameEnd && sameWords) return { outcome: 'same', claim };
  return { outcome: sameStart && sameWords && held.span.to === null ? 'ended' : 'corrected', claim, held, row, source: true };
}

/** A claim set aside that is held already brings nothing; one that the file repeats is recorded once. */
function compareAside(claims: readonly Claim[], held: readonly Held[]): Verdict[] {
  const lines = new Map<string, number>();
  return claims.map((claim) => {
    const says = Object.entries(claim.row).filter(([column]) => column === 'certainty' || !commonColumns.has(column));
    const key = JSON.stringify([claim.source.title, claim.span, says]);
    const line = lines.get(key);
    if (line !== undefined) return { outcome: 'refused', claim, reason: say.later('row.repeated', { line }) };
    lines.set(key, claim.line);
    return { outcome: held.some((one) => isOf(claim, one)) ? 'same' : 'new', claim };
  });
}

/** The register holds this very claim, set aside for a fact that it retains over the same days. */
function isSettled(claim: Claim, held: readonly Held[]): boolean {
  return (
    held.some((one) => one.row['retained'] === false && isOf(claim, one)) &&
    held.some((one) => one.row['retained'] === true && overlap(one.span, claim.span))
  );
}

/** The same source, dates and words. */
function isOf(claim: Claim, held: Held): boolean {
  return held.sourceTitle === claim.source.title && sameSpan(held.span, claim.span) && sameValues(claim.row, held.row, ['certainty']);
}

function isAside(claim: Claim): boolean {
  return claim.row['retained'] === false;
}

/** The row that replaces a fact's: the fact keeps its identifier, what was decided of it, and its note where the file has none. */
function replaceRow(held: Held, row: JsonRow): JsonRow {
  return {
    // What the file has no word for stays as it is.
    ...held.row,
    ...row,
    fact_id: held.row['fact_id']!,
    retained: true,
    retained_reason: held.row['retained_reason'] ?? null,
    retained_by: held.row['retained_by'] ?? null,
    note: row['note'] ?? held.row['note'] ?? null,
  };
}

const commonColumns = new Set([
  'id',
  'fact_id',
  'valid',
  'from_precision',
  'to_precision',
  'attested_from',
  'recorded',
  'source_id',
  'certainty',
  'retained',
  'retained_reason',
  'retained_by',
  'note',
]);

function sameValues(a: JsonRow, b: JsonRow, also: readonly string[]): boolean {
  for (const column in a) {
    if (commonColumns.has(column)) continue;
    if (!sameValue(a[column]!, b[column]!)) return false;
  }
  return also.every((column) => a[column] === b[column]);
}

/** PostgreSQL gives a number back as a number; a file gives it as text. */
function sameValue(a: JsonRow[string], b: JsonRow[string]): boolean {
  if (a === b) return true;
  return typeof a !== typeof b && a !== null && b !== null && a !== '' && Number(a) === Number(b);
}

function sameSpan(a: Span, b: Span): boolean {
  return a.from === b.from && a.to === b.to;
}

function compareStart(a: Span, b: Span): number {
  const [from, other] = [a.from ?? '', b.from ?? ''];
  return from < other ? -1 : from > other ? 1 : 0;
}

function spanOf(row: JsonRow): Span {
  const [from, to] = String(row['valid']).slice(1, -1).split(',');
  return { from: from || null, to: to || null };
}
