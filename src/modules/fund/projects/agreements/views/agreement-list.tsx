import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { Link, Tag, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { projectPaths } from '../../paths.ts';
import type { AgreementCase } from '../queries.ts';

/** The agreement, its amendments, and where the signature of each is. */
export function AgreementList({ reference, agreements, own }: { reference: string; agreements: readonly AgreementCase[]; own: boolean }) {
  const t = say.in(usePage().lang);
  if (agreements.length === 0) return <p>{t('agreements.none')}</p>;
  const path = own ? projectPaths.ownAgreement : projectPaths.agreement;
  return (
    <ul class="govuk-list">
      {agreements.map((one) => (
        <li>
          <Link href={path(reference, one.agreement.id)}>{nameOf(one, t)}</Link> <AgreementTag found={one} />
        </li>
      ))}
    </ul>
  );
}

export function nameOf({ agreement }: AgreementCase, t: ReturnType<typeof say.in>): string {
  return agreement.number === 0 ? t('paper.agreement') : t('paper.amendment', { number: agreement.number });
}

export function AgreementTag({ found: { withdrawal, force, signatures, scans } }: { found: AgreementCase }) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (withdrawal) return <Tag kind="over">{t('agreement.state.withdrawn')}</Tag>;
  if (force) return <Tag kind="good">{t('agreement.state.inForce', { day: formatDate(force.fromDay, lang) })}</Tag>;
  if (scans.length > 0) return <Tag kind="waiting">{t('agreement.state.scan')}</Tag>;
  return <Tag kind="waiting">{t(signatures.length > 0 ? 'agreement.state.network' : 'agreement.state.city')}</Tag>;
}
