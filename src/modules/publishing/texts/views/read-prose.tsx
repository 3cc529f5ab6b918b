import type { ComponentChildren } from 'preact';
import { Link, usePage } from '../../../../ui/index.ts';
import { figurePaths } from '../../../figures/index.ts';
import { noBreak } from '../../markdown/figure-words.ts';
import { Prose } from '../../markdown/prose.tsx';
import { mapOffsets } from '../../markdown/offsets.ts';
import type { FigureRun, TextRun } from '../../markdown/tree.ts';
import { say } from '../../messages.ts';
import { figureKey } from '../../publications/words.ts';
import { sayFigure } from '../draft-figures.ts';
import type { ReadMention, TextReading } from '../reading.ts';
import { mentionId } from './reading-list.tsx';

/** A draft as it will read, with what the reading found marked where it stands. */
export function ReadProse({ reading, figuresOn }: { reading: TextReading; figuresOn: Temporal.PlainDate }) {
  const { lang } = usePage();
  const drawText = (run: TextRun) => markMentions(run, reading);
  const drawFigure = (run: FigureRun, after: ComponentChildren) => {
    const index = reading.mentions.findIndex((mention) => mention.start === run.directive.start);
    const words = (
      <>
        {sayFigure(run, reading.figures, figuresOn, reading.lang)}
        {run.after.length > 0 && noBreak}
        {after}
      </>
    );
    const known = reading.figures.has(figureKey(run.directive, figuresOn));
    const drawn = known ? (
      <Link class="fig" href={figurePaths.figure(run.directive.slug)}>
        {words}
      </Link>
    ) : (
      words
    );
    return index < 0 ? (
      drawn
    ) : (
      <MentionMark mention={reading.mentions[index]!} id={mentionId(reading, index)}>
        {drawn}
      </MentionMark>
    );
  };
  return (
    <div class="prose" lang={reading.lang === lang ? undefined : reading.lang}>
      <Prose blocks={reading.blocks} drawFigure={drawFigure} drawText={drawText} shift={1} />
    </div>
  );
}

function MentionMark({ mention, id, children }: { mention: ReadMention; id: string; children: ComponentChildren }) {
  const t = say.in(usePage().lang);
  return (
    <mark class={`mention mention-${mention.gate}`}>
      {children}
      {mention.gate !== 'clear' && (
        <Link href={`#${id}`} class="mention-link">
          <span class="govuk-visually-hidden">{t('reading.seeMention', { words: mention.words })}</span>
          <span aria-hidden="true">!</span>
        </Link>
      )}
    </mark>
  );
}

/** Cuts words at the mentions that stand in them. */
function markMentions(run: TextRun, reading: TextReading): ComponentChildren {
  const offsets = mapOffsets(run, reading.source);
  const last = offsets.at(-1) ?? run.start;
  const here = reading.mentions.flatMap((mention, index) =>
    mention.kind !== 'directive' && mention.end > run.start && mention.start <= last ? [{ mention, index }] : [],
  );
  const pieces: ComponentChildren[] = [];
  let cursor = 0;
  for (const { mention, index } of here) {
    const from = Math.max(
      cursor,
      offsets.findIndex((offset) => offset >= mention.start),
    );
    const found = offsets.findIndex((offset) => offset >= mention.end);
    const to = found < 0 ? run.text.length : found;
    if (from < 0 || to <= from) continue;
    pieces.push(
      run.text.slice(cursor, from),
      <MentionMark mention={mention} id={mentionId(reading, index)}>
        {run.text.slice(from, to)}
      </MentionMark>,
    );
    cursor = to;
  }
  return (
    <>
      {pieces}
      {run.text.slice(cursor)}
    </>
  );
}
