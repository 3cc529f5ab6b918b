import { usePage } from './page-context.ts';

export type ExportFormat = 'csv' | 'csvExcel' | 'xlsx' | 'json';

export interface ExportLinksProps {
  /** The address of the same list, with its filters and its day, in a format. */
  hrefOf: (format: ExportFormat) => string;
}

/** The list on screen, to take away: the same rows, the same day, the same filters. */
export function ExportLinks({ hrefOf }: ExportLinksProps) {
  const { t, href } = usePage();
  return (
    <nav class="exports" aria-label={t('export.title')}>
      <span aria-hidden="true">{t('export.title')}</span>
      <ul>
        {formats.map((format) => (
          <li>
            <a href={href(hrefOf(format))} download>
              {t(`export.${format}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const formats = ['csv', 'csvExcel', 'xlsx', 'json'] as const;
