import type { ComponentChildren } from 'preact';
import { type Breadcrumb, Page, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';
import type { Application } from '../queries.ts';

export interface FrameProps {
  application: Application;
  /** The address by which the reader comes to the file: its pages are below it. */
  base: string;
  /** The page's own title; the file's main page has none of its own. */
  title?: string | undefined;
  hasErrors?: boolean | undefined;
  islands?: string[] | undefined;
  children: ComponentChildren;
}

/** A page of a file: whose it is, and the way back to it, whoever reads it. */
export function Frame({ application, base, title, hasErrors, islands, children }: FrameProps) {
  const t = say.in(usePage().lang);
  const name = application.name ?? t('file.nameless');
  const root: Breadcrumb[] = {
    staff: [{ text: t('applications.title'), href: membershipPaths.applications() }],
    party: [{ text: t('space.title'), href: membershipPaths.space() }],
    link: [],
  }[application.as];
  return (
    <Page
      title={title ? `${title} – ${name}` : name}
      noIndex
      hasErrors={hasErrors}
      islands={islands}
      breadcrumbs={title ? [...root, { text: name, href: base }, { text: title }] : root.length > 0 ? [...root, { text: name }] : undefined}
    >
      <p class="eyebrow">{application.reference ? t('file.eyebrow', { reference: application.reference }) : t('file.eyebrowDraft')}</p>
      <h1>{title ?? name}</h1>
      {children}
    </Page>
  );
}
