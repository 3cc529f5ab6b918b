import { formatDate } from '../../../../kernel/i18n/format.ts';
import { Button, ButtonGroup, Copyable, InsetText, Link, Page, SummaryList, Tag, usePage, WarningText } from '../../../../ui/index.ts';
import { registerPaths } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';
import { certificateWords } from '../paper.ts';
import type { CheckedCertificate } from '../queries.ts';

/** A certificate as anyone checks it: what it says, whether it is genuine, what the register says of that day now. */
export function CertificatePage({ certificate: { code, payload, isGenuine, isOutdated, now } }: { certificate: CheckedCertificate }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const words = certificateWords(payload, lang);
  return (
    <Page title={t('certificate.pageTitle', { number: payload.number })} noIndex islands={['copy-button']}>
      <p class="eyebrow">{words.network}</p>
      <h1>{t('certificate.pageTitle', { number: payload.number })}</h1>
      {isGenuine ? (
        <p class="lede">
          <Tag kind="good">{t('certificate.genuine')}</Tag> {t('certificate.sentence', words)}
        </p>
      ) : (
        <WarningText>{t('certificate.notGenuine')}</WarningText>
      )}
      {isOutdated && <InsetText>{t('certificate.outdated', { on: words.on, why: now.why(lang) })}</InsetText>}
      <SummaryList
        rows={[
          { key: t('certificate.party'), value: <Link href={registerPaths.party(payload.party.slug)}>{words.party}</Link> },
          words.state ? { key: t('draft.state'), value: words.state } : null,
          { key: t('certificate.standing'), value: t(`standing.${payload.standing}`) },
          { key: t('certificate.category'), value: words.category },
          words.since ? { key: t('certificate.since'), value: words.since } : null,
          { key: t('certificate.on'), value: words.on },
          { key: t('certificates.issued'), value: formatDate(Temporal.PlainDate.from(payload.issuedOn), lang) },
          { key: t('certificate.code'), value: <Copyable>{code}</Copyable> },
        ]}
      />
      <ButtonGroup>
        <Button kind="secondary" href={membershipPaths.certificatePdf(code)}>
          {t('certificate.pdf')}
        </Button>
      </ButtonGroup>
    </Page>
  );
}
