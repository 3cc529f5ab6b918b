import type { ComponentChildren } from 'preact';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Page, SubNavigation, Tag, type TagKind, usePage } from '../../../../ui/index.ts';
import type { ProjectState } from '../../vocabulary.ts';
import { say } from '../messages.ts';
import { projectPaths } from '../paths.ts';
import type { ProjectCase } from '../queries.ts';

const kinds: Record<ProjectState, TagKind> = {
  awarded: 'waiting',
  agreement_sent: 'waiting',
  active: 'good',
  suspended: 'bad',
  completed: 'neutral',
  closed: 'over',
  cancelled: 'over',
};

export function ProjectTag({ state }: { state: ProjectState }) {
  return <Tag kind={kinds[state]}>{say.in(usePage().lang)(`state.${state}`)}</Tag>;
}

export interface ProjectLayoutProps {
  found: ProjectCase;
  title?: string;
  section?: 'project' | 'reports' | 'photos' | 'followup' | 'money';
  hasErrors?: boolean;
  /** The page of the city, without what is the secretariat's. */
  own?: boolean;
  islands?: string[];
  children: ComponentChildren;
}

/** A page of one project: which it is, where it stands, and its other pages. */
export function ProjectLayout({
  found: { project, state, lead },
  title,
  section,
  hasErrors,
  own = false,
  islands = [],
  children,
}: ProjectLayoutProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const home = own ? projectPaths.ownProjects() : projectPaths.projects();
  const here = own ? projectPaths.ownProject(project.reference) : projectPaths.project(project.reference);
  return (
    <Page
      title={title ?? project.titleFr}
      noIndex
      width={own ? 'normal' : 'wide'}
      hasErrors={hasErrors}
      islands={islands}
      breadcrumbs={[
        { text: t('nav.projects'), href: home },
        ...(title ? [{ text: project.reference, href: here }, { text: title }] : [{ text: project.reference }]),
      ]}
      before={
        <SubNavigation
          label={project.reference}
          items={[
            { href: here, label: t('nav.project'), current: section === 'project' },
            { href: projectPaths.reportsBeside(here), label: t('nav.reports'), current: section === 'reports' },
            { href: projectPaths.photosBeside(here), label: t('nav.photos'), current: section === 'photos' },
            ...(own
              ? []
              : [
                  { href: projectPaths.followup(project.reference), label: t('nav.followup'), current: section === 'followup' },
                  { href: projectPaths.money(project.reference), label: t('nav.money'), current: section === 'money' },
                ]),
          ]}
        />
      }
    >
      <p class="eyebrow">
        {project.reference} · {inLang(lead.name, lang)} <ProjectTag state={state} />
      </p>
      <h1 lang={title ? undefined : 'fr'}>{title ?? project.titleFr}</h1>
      {children}
    </Page>
  );
}
