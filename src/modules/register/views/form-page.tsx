import type { ComponentChildren } from 'preact';
import { type Breadcrumb, Page, usePage } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import { registerPaths } from '../paths.ts';

export interface FormPageProps {
  title: string;
  /** What the form is about: the fact or the party. */
  about?: ComponentChildren;
  trail: Breadcrumb[];
  hasErrors: boolean;
  children: ComponentChildren;
}

/** A page of the register with a form: what it is about, then the form. */
export function FormPage({ title, about, trail, hasErrors, children }: FormPageProps) {
  const t = say.in(usePage().lang);
  return (
    <Page
      title={title}
      noIndex
      hasErrors={hasErrors}
      islands={['confirm-leave']}
      breadcrumbs={[{ text: t('register.title'), href: registerPaths.parties() }, ...trail, { text: title }]}
    >
      {about && <p class="eyebrow">{about}</p>}
      <h1>{title}</h1>
      {children}
    </Page>
  );
}
