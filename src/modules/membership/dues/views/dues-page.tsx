import type { ComponentChildren } from 'preact';
import { Page, SubNavigation, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { duesPaths } from '../paths.ts';

const sections = ['dues', 'calls', 'bank', 'reminders', 'exceptions', 'scales', 'rates', 'ledger', 'settings'] as const;

export interface DuesPageProps {
  title: string;
  section?: (typeof sections)[number];
  /** Pages above this one, below « Cotisations ». */
  above?: { text: string; href: string }[];
  hasErrors?: boolean | undefined;
  eyebrow?: string | undefined;
  /** Seconds after which it asks for itself again, while something goes on. */
  refresh?: number | undefined;
  islands?: string[] | undefined;
  children: ComponentChildren;
}

/** A page of dues for the secretariat: where it is, and what else there is. */
export function DuesPage({ title, section, above = [], hasErrors, eyebrow, refresh, islands, children }: DuesPageProps) {
  const t = say.in(usePage().lang);
  const isHome = title === t('nav.dues');
  return (
    <Page
      title={title}
      noIndex
      width="wide"
      hasErrors={hasErrors}
      refresh={refresh}
      islands={islands}
      breadcrumbs={isHome ? [{ text: t('nav.dues') }] : [{ text: t('nav.dues'), href: duesPaths.dues() }, ...above, { text: title }]}
      before={
        <SubNavigation
          label={t('nav.dues')}
          items={sections.map((one) => ({ href: duesPaths[one](), label: t(`nav.${one}`), current: one === section }))}
        />
      }
    >
      {eyebrow && <p class="eyebrow">{eyebrow}</p>}
      <h1>{title}</h1>
      {children}
    </Page>
  );
}
