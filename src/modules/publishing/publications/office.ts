import { dayOf, formatDate } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { figurePaths } from '../../figures/index.ts';
import type { OfficeDocument } from '../documents/document.ts';
import { parseMarkdown } from '../markdown/tree.ts';
import { say } from '../messages.ts';
import { publishingPaths } from '../paths.ts';
import { proofSentence, quoteFigures } from './figure-view.ts';
import type { PublishedText } from './queries.ts';

/**
 * A published text as Word and PDF take it, with its notices and the address where its figures are verified.
 * @param url the address of the site
 */
export function officeDocument(text: PublishedText, lang: Lang, url: string): OfficeDocument {
  const version = lang === 'en' && text.en ? text.en : text.fr;
  const spoken = version.language;
  const t = say.in(spoken);
  const day = (at: Temporal.Instant) => formatDate(dayOf(at), spoken);
  const [lead, body] = [parseMarkdown(version.lead), parseMarkdown(version.markdown)];
  const quoted = quoteFigures(text.proofs, text.figuresOn, [...lead, ...body], spoken);
  return {
    lang: spoken,
    title: version.title,
    eyebrow: [t(`kind.${text.kind}`), t('text.publishedOn', { day: day(text.firstAt) }), version.signature].filter(Boolean).join(' · '),
    lead,
    body,
    notices: text.corrections.map((one) => t('notice.correctionOf', { day: day(one.at), notice: inLang(one, spoken) })),
    address: { label: t('text.address'), url: `${url}${spoken === 'en' ? '/en' : ''}${publishingPaths.text(text.slug)}` },
    figure: (run) => {
      const { words, proof } = quoted.of(run);
      const about = proofSentence(proof, (value, on) => t('proofs.note', { value, day: on, rule: inLang(proof.rule, spoken) }), spoken);
      return { words, note: { code: proof.code, words: about, url: `${url}${figurePaths.verify(proof.code)}` } };
    },
    author: version.signature || t('site.secretariat'),
    date: dayOf(text.at),
  };
}
