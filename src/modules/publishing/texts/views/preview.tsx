import { usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import type { TextReading } from '../reading.ts';
import { unsettled } from '../reading.ts';
import { ReadProse } from './read-prose.tsx';
import { ReadingList } from './reading-list.tsx';

export interface PreviewProps {
  slug: string;
  figuresOn: Temporal.PlainDate;
  readings: readonly TextReading[];
}

/** How a text will read, and what its reading finds, beside the form that is being typed. */
export function Preview({ slug, figuresOn, readings }: PreviewProps) {
  const t = say.in(usePage().lang);
  return (
    <section id="preview" aria-labelledby="preview-title" tabindex={-1}>
      <h2 id="preview-title">{t('editor.previewTitle')}</h2>
      <div class="sides">
        {readings.map((reading) => {
          const left = unsettled(reading).length;
          return (
            <div class="side preview">
              <p class="eyebrow">{t(`side.${reading.lang}`)}</p>
              <ReadProse reading={reading} figuresOn={figuresOn} />
              <h3>{t('reading.title')}</h3>
              <p>{t('reading.count', { count: reading.mentions.length, left })}</p>
              <ReadingList reading={{ ...reading, mentions: reading.mentions }} slug={slug} mayGiveReasons={false} />
            </div>
          );
        })}
      </div>
    </section>
  );
}
