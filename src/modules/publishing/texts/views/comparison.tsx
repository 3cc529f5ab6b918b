import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import type { TextVersion } from '../../schema.ts';
import { compareWords, type Stretch } from '../compare.ts';

type Words = Pick<TextVersion, 'title' | 'lead' | 'markdown' | 'signature'>;

export interface ComparisonProps {
  before: Words;
  after: Words;
  language: Lang;
  headingLevel?: 2 | 3 | undefined;
}

/** What was taken out and what was put in, between two versions; long stretches without change are cut. */
export function Comparison({ before, after, language, headingLevel = 3 }: ComparisonProps) {
  const Heading = `h${headingLevel}` as const;
  const { lang } = usePage();
  const t = say.in(lang);
  const parts = (['title', 'lead', 'markdown', 'signature'] as const).filter((part) => before[part] !== after[part]);
  if (parts.length === 0) return <p>{t('compare.same')}</p>;
  return (
    <div class="comparison" lang={language === lang ? undefined : language}>
      {parts.map((part) => (
        <>
          <Heading lang={language === lang ? undefined : lang}>{t(`compare.${part}`)}</Heading>
          <p>
            {compareWords(before[part], after[part], language).map((stretch, index, all) => (
              <StretchView stretch={stretch} first={index === 0} last={index === all.length - 1} />
            ))}
          </p>
        </>
      ))}
    </div>
  );
}

function StretchView({ stretch: { text, change }, first, last }: { stretch: Stretch; first: boolean; last: boolean }) {
  const t = say.in(usePage().lang);
  if (change === 'same') return <>{shorten(text, first, last)}</>;
  // The words say it too: nobody hears a colour.
  const said = <span class="govuk-visually-hidden">{t(`compare.${change}`)} </span>;
  return change === 'added' ? (
    <ins>
      {said}
      {text}
    </ins>
  ) : (
    <del>
      {said}
      {text}
    </del>
  );
}

/** Enough words on each side of a change to know where one is. */
function shorten(text: string, first: boolean, last: boolean): string {
  const side = 160;
  if (text.length <= 3 * side) return text;
  const start = first ? '' : text.slice(0, side).replace(/\S*$/, '');
  const end = last ? '' : text.slice(-side).replace(/^\S*/, '');
  return `${start} […] ${end}`;
}
