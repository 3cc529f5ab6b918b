import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, FigureMark, InsetText, Link, Page, usePage } from '../../../../ui/index.ts';
import { figurePaths } from '../../../figures/index.ts';
import { noBreak } from '../../markdown/figure-words.ts';
import { countWords, writePlain } from '../../markdown/plain.ts';
import { Prose } from '../../markdown/prose.tsx';
import { parseMarkdown } from '../../markdown/tree.ts';
import { say } from '../../messages.ts';
import { publishingPaths } from '../../paths.ts';
import { readingMinutes } from '../../rules.ts';
import { quoteFigures } from '../figure-view.ts';
import type { PublishedText } from '../queries.ts';
import { Notices } from './notices.tsx';
import { ProofList } from './proof-list.tsx';

export interface TextPageProps {
  text: PublishedText;
  /** The address of the site: `https://…`. */
  url: string;
  /** A publication was asked for by its number: its words are shown even where the text is withdrawn. */
  byNumber?: boolean | undefined;
  /** The person may work on the text: a way to its draft. */
  mayWork: boolean;
}

/** A published text: each figure with its seal, its corrections above it, its proofs beside it and, on paper, below it. */
export function TextPage({ text, url, byNumber, mayWork }: TextPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const version = lang === 'en' && text.en ? text.en : text.fr;
  const foreign = version.language === lang ? undefined : version.language;
  const [lead, body] = [parseMarkdown(version.lead), parseMarkdown(version.markdown)];
  const quoted = quoteFigures(text.proofs, text.figuresOn, [...lead, ...body], version.language);
  const plain = writePlain([...lead, ...body], (run) => quoted.of(run).words).text;
  const drawFigure: Parameters<typeof Prose>[0]['drawFigure'] = (run, after) => {
    const { words, proof, state, number } = quoted.of(run);
    return (
      <>
        <FigureMark href={figurePaths.verify(proof.code)} state={state}>
          {words}
          {run.after.length > 0 && noBreak}
          {after}
        </FigureMark>
        <sup class="note" aria-hidden="true">
          {number}
        </sup>
      </>
    );
  };
  const gone = text.withdrawal !== null && !byNumber;
  const path = byNumber ? publishingPaths.version(text.slug, text.number) : publishingPaths.text(text.slug);
  const address = (other: 'fr' | 'en') => `${url}${other === 'en' ? '/en' : ''}${path}`;
  return (
    <Page
      title={version.title}
      description={gone ? inLang(text.withdrawal!, lang) : firstSentence(plain)}
      canonical={address(lang)}
      alternates={(['fr', 'en'] as const).map((other) => ({ lang: other, href: address(other) }))}
      openGraph={{ type: 'article', url: address(lang), publishedTime: text.firstAt.toString() }}
      feed={{ href: `${lang === 'en' ? '/en' : ''}${publishingPaths.feed()}`, title: t('feed.title') }}
      noIndex={byNumber || text.withdrawal !== null}
      breadcrumbs={[{ text: t('texts.title'), href: publishingPaths.texts() }, { text: version.title }]}
    >
      <article class="text">
        <header>
          <p class="eyebrow">
            {t(`kind.${text.kind}`)} ·{' '}
            <time datetime={dayOf(text.firstAt).toString()}>{t('text.publishedOn', { day: formatDate(dayOf(text.firstAt), lang) })}</time>
            {version.signature && <> · {version.signature}</>}
            {!gone && <> · {t('text.minutes', { minutes: readingMinutes(countWords(plain)) })}</>}
          </p>
          <h1 lang={foreign}>{version.title}</h1>
          {foreign && <InsetText>{t('text.noTranslation')}</InsetText>}
          <Notices text={text} byNumber={byNumber} />
        </header>
        {!gone && (
          <div class="two">
            <div lang={foreign}>
              {lead.length > 0 && (
                <div class="lede">
                  <Prose blocks={lead} drawFigure={drawFigure} />
                </div>
              )}
              <Prose blocks={body} drawFigure={drawFigure} />
            </div>
            <ProofList proofs={quoted.all} figuresOn={text.figuresOn} url={url} />
          </div>
        )}
      </article>
      {!text.withdrawal && !byNumber && (
        <nav class="exports" aria-label={t('text.takeAway')}>
          <span aria-hidden="true">{t('text.takeAway')}</span>
          <ul>
            <li>
              <Link href={publishingPaths.docx(text.slug)} download>
                {t('text.docx')}
              </Link>
            </li>
            <li>
              <Link href={publishingPaths.pdf(text.slug)} download>
                {t('text.pdf')}
              </Link>
            </li>
          </ul>
        </nav>
      )}
      {mayWork && (
        <p class="no-print">
          <Button kind="secondary" href={publishingPaths.draft(text.slug)}>
            {t('text.work')}
          </Button>
        </p>
      )}
      <p class="print-only">
        {t('text.address')} {address(lang)}
      </p>
    </Page>
  );
}

/** What search engines and previews show: the first sentence, cut at a word where it is long. */
function firstSentence(plain: string): string {
  const sentence = /^.*?[.!?…](?=\s|$)/su.exec(plain)?.[0] ?? plain;
  return sentence.length <= 200 ? sentence : `${sentence.slice(0, 197).replace(/\s+\S*$/, '')}…`;
}
