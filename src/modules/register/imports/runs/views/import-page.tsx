import type { ComponentChildren } from 'preact';
import { Page, type PageProps, usePage } from '../../../../../ui/index.ts';
import { say as sayRegister } from '../../../messages.ts';
import { registerPaths } from '../../../paths.ts';
import { say } from '../../messages.ts';
import type { Run } from '../queries.ts';

export interface ImportPageProps extends Pick<PageProps, 'hasErrors' | 'refresh' | 'islands' | 'width'> {
  title: string;
  /** The file the page is about. */
  run?: Run | undefined;
  children: ComponentChildren;
}

/** A page about files brought into the register. */
export function ImportPage({ title, run, children, ...page }: ImportPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const trail = [
    { text: sayRegister.in(lang)('register.title'), href: registerPaths.parties() },
    { text: t('page.list'), href: registerPaths.imports() },
    { text: title },
  ];
  return (
    <Page {...page} title={title} noIndex breadcrumbs={trail}>
      <p class="eyebrow">{run ? t('page.about', { kind: t(`file.kind.${run.kind}`), file: run.fileName }) : t('page.list')}</p>
      <h1>{title}</h1>
      {children}
    </Page>
  );
}
