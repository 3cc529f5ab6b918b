import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { element, writeXml } from '../documents/xml.ts';
import { say } from '../messages.ts';
import { publishingPaths } from '../paths.ts';
import type { PublishedSummary } from './queries.ts';

/**
 * The Atom feed of published texts (RFC 4287), in one language; a correction or a withdrawal brings an entry back to the top.
 * @param url the address of the site
 * @param now the date of the feed while it is empty
 */
export function writeFeed(texts: readonly PublishedSummary[], lang: Lang, url: string, now: Temporal.Instant): string {
  const t = say.in(lang);
  const root = `${url}${lang === 'en' ? '/en' : ''}`;
  const updated =
    texts
      .map((text) => text.changedAt)
      .toSorted(Temporal.Instant.compare)
      .at(-1) ?? now;
  return writeXml(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': lang },
      element('title', {}, t('feed.title')),
      element('subtitle', {}, t('texts.intro')),
      element('id', {}, `${root}${publishingPaths.feed()}`),
      element('link', { rel: 'self', type: 'application/atom+xml', href: `${root}${publishingPaths.feed()}` }),
      element('link', { rel: 'alternate', type: 'text/html', href: `${root}${publishingPaths.texts()}` }),
      element('updated', {}, seconds(updated)),
      texts.map((text) => entry(text, root, lang)),
    ),
  );
}

function entry(text: PublishedSummary, root: string, lang: Lang) {
  const t = say.in(lang);
  return element(
    'entry',
    { 'xml:lang': text.lang },
    element('title', {}, text.title),
    // The address may change with the site's; what names the entry does not.
    element('id', {}, `urn:uuid:${text.id}`),
    element('link', { rel: 'alternate', type: 'text/html', href: `${root}${publishingPaths.text(text.slug)}` }),
    element('published', {}, seconds(text.firstAt)),
    element('updated', {}, seconds(text.changedAt)),
    element('author', {}, element('name', {}, text.signature || t('site.secretariat'))),
    element('category', { term: text.kind, label: t(`kind.${text.kind}`) }),
    element('summary', {}, text.withdrawn ? t('feed.withdrawn', { notice: inLang(text.withdrawn, lang) }) : text.summary),
  );
}

function seconds(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' });
}
