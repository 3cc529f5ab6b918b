import type { ComponentChildren } from 'preact';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Page, type PageProps, Tag, type TagKind, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { dossierPaths } from '../../paths.ts';
import type { DossierState } from '../../../vocabulary.ts';
import type { OwnDossier } from '../queries.ts';

/** A page of a dossier in the space of its authors. */
export function Frame({ own, title, children, ...page }: Omit<PageProps, 'children'> & { own: OwnDossier; children: ComponentChildren }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { dossier } = own;
  const isOverview = title === dossier.title;
  return (
    <Page
      {...page}
      title={isOverview ? title : t('frame.title', { title, dossier: dossier.title })}
      noIndex
      breadcrumbs={[
        { text: t('own.title'), href: dossierPaths.own() },
        ...(isOverview ? [{ text: dossier.title }] : [{ text: dossier.title, href: dossierPaths.dossier(dossier.id) }, { text: title }]),
      ]}
    >
      <p class="eyebrow">
        {dossier.reference ?? t('state.draft')} · {inLang({ fr: own.call.nameFr, en: own.call.nameEn }, lang)}
      </p>
      <h1>{title}</h1>
      {children}
    </Page>
  );
}

/** Where a dossier stands. */
export function DossierTag({ state }: { state: DossierState }) {
  return <Tag kind={kinds[state]}>{say.in(usePage().lang)(`state.${state}`)}</Tag>;
}

const kinds: Record<DossierState, TagKind> = {
  draft: 'waiting',
  submitted: 'neutral',
  completion_asked: 'waiting',
  inadmissible: 'bad',
  admissible: 'neutral',
  appraised: 'neutral',
  on_agenda: 'neutral',
  granted: 'good',
  granted_on_conditions: 'good',
  reserve: 'waiting',
  deferred: 'waiting',
  refused: 'bad',
  withdrawn: 'over',
};
