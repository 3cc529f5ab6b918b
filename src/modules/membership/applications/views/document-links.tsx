import { formatNumber } from '../../../../kernel/i18n/format.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { Link, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { filePaths } from '../../paths.ts';
import type { Document } from '../queries.ts';

/** Pieces of a file, each to be saved. */
export function DocumentLinks({ documents, base }: { documents: readonly Document[]; base: string }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <ul class="govuk-list">
      {documents.map((one) => (
        <li>
          {t(`document.${one.kind}`)}
          {lang === 'fr' ? '\u00a0: ' : ': '}
          <Link href={filePaths.document(base, one.id)} download>
            {one.name}
          </Link>{' '}
          <span class="muted">({sizeInWords(one.size, lang)})</span>
        </li>
      ))}
    </ul>
  );
}

/** A size as people read it: « 340 ko ». */
export function sizeInWords(bytes: number, lang: Lang): string {
  const t = say.in(lang);
  return bytes < 1_000_000
    ? t('size.kilobytes', { size: formatNumber(Math.max(1, Math.round(bytes / 1_000)), lang) })
    : t('size.megabytes', { size: formatNumber(bytes / 1_000_000, lang, { maximumFractionDigits: 1 }) });
}
