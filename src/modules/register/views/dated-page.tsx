import type { ComponentChildren } from 'preact';
import { type Breadcrumb, DayBar, Page, type PageProps, usePage } from '../../../ui/index.ts';
import { type AskedDay, withQuery } from '../asked-day.ts';
import { say } from '../messages.ts';
import { registerPaths } from '../paths.ts';
import { RegisterContext } from './register-context.ts';

export interface DatedPageProps extends Pick<PageProps, 'title' | 'description' | 'width' | 'noIndex' | 'before'> {
  day: AskedDay;
  mayRecord: boolean;
  path: string;
  /** The page's other parameters, kept when the day changes. */
  params?: Record<string, string> | undefined;
  eyebrow: ComponentChildren;
  heading?: ComponentChildren;
  lede?: ComponentChildren;
  /** Between home and the page itself. */
  trail?: Breadcrumb[] | undefined;
  /** The page's own name in the trail, where its title says more. */
  crumb?: string | undefined;
  children: ComponentChildren;
}

/** A page of the register: its title, the day that it shows, its content. */
export function DatedPage({ day, mayRecord, path, params = {}, eyebrow, heading, lede, trail, crumb, children, ...page }: DatedPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const breadcrumbs = [{ text: t('register.title'), href: registerPaths.parties() }, ...(trail ?? []), { text: crumb ?? page.title }];
  return (
    <RegisterContext.Provider value={{ day, mayRecord }}>
      <Page width={mayRecord ? 'wide' : 'normal'} {...page} breadcrumbs={path === registerPaths.parties() ? undefined : breadcrumbs}>
        <p class="eyebrow">{eyebrow}</p>
        <h1>{heading ?? page.title}</h1>
        {lede && <p class="lede">{lede}</p>}
        <DayBar
          on={day.typed.on}
          knownAt={day.typed.knownAt}
          onInWords={day.inWords.on}
          knownAtInWords={day.inWords.knownAt}
          todayHref={withQuery(path, params)}
          action={path}
          params={params}
          errors={day.errors}
        />
        {children}
      </Page>
    </RegisterContext.Provider>
  );
}
