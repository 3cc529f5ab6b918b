import { formatDate } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import type { Paper } from '../../../kernel/papers/index.ts';
import { say } from '../messages.ts';
import { membershipPaths } from '../paths.ts';
import type { CertificatePayload } from './payload.ts';

/** A certificate on paper: what it says, for which day, and how whoever holds it checks it. */
export function certificatePaper({
  code,
  payload,
  url,
  lang,
}: {
  code: string;
  payload: CertificatePayload;
  url: string;
  lang: Lang;
}): Paper {
  const t = say.in(lang);
  const issued = Temporal.PlainDate.from(payload.issuedOn);
  const values = certificateWords(payload, lang);
  return {
    lang,
    title: t('certificate.title'),
    author: values.network,
    date: issued,
    sender: [values.network],
    reference: t('certificate.reference', { number: payload.number }),
    blocks: [
      { kind: 'paragraph', style: 'lead', text: t('certificate.sentence', values) },
      {
        kind: 'facts',
        rows: [
          [t('certificate.party'), values.state ? `${values.party} (${values.state})` : values.party],
          [t('certificate.standing'), t(`standing.${payload.standing}`)],
          [t('certificate.category'), values.category],
          ...(values.since ? ([[t('certificate.since'), values.since]] as [string, string][]) : []),
          [t('certificate.on'), values.on],
          [t('certificate.number'), payload.number],
        ],
      },
      { kind: 'paragraph', text: `${t('certificate.issued', { day: formatDate(issued, lang) })} ${t('certificate.signed')}` },
      { kind: 'heading', level: 1, text: t('certificate.check') },
      { kind: 'paragraph', text: t('certificate.checkText', { link: `${url}${membershipPaths.certificate(code)}`, code }) },
    ],
  };
}

/** The words of a certificate in a language. */
export function certificateWords({ network, party, state, category, since, on }: CertificatePayload, lang: Lang) {
  return {
    network: inLang(network, lang),
    party: inLang(party, lang),
    state: state ? inLang(state, lang) : '',
    category: say.in(lang)(`category.${category}`),
    since: since ? formatDate(Temporal.PlainDate.from(since.date), lang, since.precision) : '',
    on: formatDate(Temporal.PlainDate.from(on), lang),
  };
}
