import type { ComponentChildren } from 'preact';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { Page, SubNavigation, usePage } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import { assemblyPaths } from '../paths.ts';
import type { Sitting } from '../schema.ts';

export type SittingTab = 'sitting' | 'attendance' | 'minutes' | 'journal';

export interface SittingFrameProps {
  sitting: Pick<Sitting, 'slug' | 'titleFr' | 'titleEn'>;
  /** Which of its pages this is; null for one below them. */
  tab: SittingTab | null;
  /** The title of the page, where it is not the sitting itself. */
  title?: string;
  hasErrors?: boolean | undefined;
  wide?: boolean;
  children: ComponentChildren;
}

/** What the pages of a sitting have around them. */
export function SittingFrame({ sitting, tab, title, hasErrors, wide, children }: SittingFrameProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang({ fr: sitting.titleFr, en: sitting.titleEn }, lang);
  const hrefs: Record<SittingTab, string> = {
    sitting: assemblyPaths.sitting(sitting.slug),
    attendance: assemblyPaths.attendance(sitting.slug),
    minutes: assemblyPaths.minutes(sitting.slug),
    journal: assemblyPaths.journal(sitting.slug),
  };
  return (
    <Page
      title={title ?? name}
      noIndex
      hasErrors={hasErrors}
      width={wide ? 'wide' : undefined}
      breadcrumbs={[
        { text: t('sittings.title'), href: assemblyPaths.sittings() },
        ...(title ? [{ text: name, href: hrefs.sitting }, { text: title }] : [{ text: name }]),
      ]}
      before={
        <SubNavigation
          label={t('tabs.label')}
          items={(Object.keys(hrefs) as SittingTab[]).map((one) => ({ href: hrefs[one], label: t(`tabs.${one}`), current: one === tab }))}
        />
      }
    >
      {title && <p class="eyebrow">{name}</p>}
      {children}
    </Page>
  );
}
