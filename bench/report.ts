import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { projectPath } from '../src/kernel/project.ts';
import { isMet, ratioOf, targetOf, type Measure, type Sized } from './measure.ts';

/** A measure as a table of Markdown under its title. */
export function describeMeasure(measure: Measure): string {
  const { title, ours, yardstick, unit, sizes, unrelated, notes = [] } = measure;
  const hasDetail = sizes.some(({ detail }) => detail);
  const hasTarget = sizes.some((sized) => targetOf(sized, measure));
  const header = [
    unrelated ? '' : 'size',
    `ours (${unit})`,
    ...(yardstick ? [`yardstick (${unit})`, 'ratio'] : []),
    ...(unrelated ? [] : ['growth']),
    ...(hasTarget ? ['target', 'met'] : []),
    ...(hasDetail ? ['also'] : []),
  ];
  const rows = sizes.map((sized) => [
    sized.label,
    amount(sized.ours),
    ...(yardstick ? [amount(sized.yardstick!), amount(ratioOf(sized))] : []),
    ...(unrelated ? [] : [growth(sized, sizes[0]!)]),
    ...(hasTarget ? verdict(sized, measure) : []),
    ...(hasDetail ? [sized.detail ?? ''] : []),
  ]);
  return [
    `## ${title}`,
    '',
    `Measured: ${ours}.`,
    ...(yardstick ? ['', `Yardstick: ${yardstick}.`] : []),
    '',
    line(header),
    line(header.map((_, index) => (index === 0 ? '---' : '--:'))),
    ...rows.map(line),
    ...notes.flatMap((note) => ['', note]),
    '',
  ].join('\n');
}

/** Writes `docs/benchmarks.md`. */
export function writeReport(measures: readonly Measure[], { minutes, postgres }: { minutes: number; postgres: string }): void {
  const asked = measures
    .flatMap((measure) => measure.sizes.map((sized) => ({ measure, sized, met: isMet(sized, measure) })))
    .filter(({ met }) => met !== null);
  const missed = asked.filter(({ met }) => !met);
  writeFileSync(
    projectPath('docs', 'benchmarks.md'),
    [
      '# Benchmarks',
      '',
      'Written by `npm run bench`, whole, each time it is run. An absolute time says little on a shared machine; a ratio to a yardstick',
      'measured in turn with it, in the same run, says something. Each number is the median of five runs, after one that does not count;',
      '*growth* is the measure at this size divided by the measure at the first.',
      '',
      `Measured on ${Temporal.Now.plainDateISO().toString()} in ${Math.round(minutes)} minutes: ${describeMachine(postgres)}`,
      '',
      missed.length === 0
        ? `All ${asked.length} targets are met.`
        : `${asked.length - missed.length} of ${asked.length} targets are met. Missed: ${missed.map(({ measure, sized }) => `${measure.title} (${sized.label}: ${amount(ratioOf(sized))})`).join('; ')}.`,
      '',
      ...measures.map(describeMeasure),
    ].join('\n'),
  );
}

function describeMachine(postgres: string): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${processors.length} × ${processors[0]!.model.trim()}, ${memory} GiB, ${process.platform}, Node ${process.versions.node}, PostgreSQL ${postgres} (default settings, 64 MB of shared buffers, every commit on disk).`;
}

function verdict(sized: Sized, measure: Measure): string[] {
  const target = targetOf(sized, measure);
  if (!target) return ['', ''];
  return [
    [target.atLeast === undefined ? [] : `≥ ${target.atLeast}`, target.atMost === undefined ? [] : `≤ ${target.atMost}`].flat().join(', '),
    isMet(sized, measure) ? 'yes' : '**no**',
  ];
}

function growth(sized: Sized, first: Sized): string {
  return sized === first ? '1' : amount(sized.ours / first.ours);
}

/** Three digits that say something: 0.0123, 12.3, 12,345. */
function amount(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
