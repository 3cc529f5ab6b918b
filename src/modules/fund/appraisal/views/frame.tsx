import type { ComponentChildren } from 'preact';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { NotificationBanner, Page, SubNavigation, usePage } from '../../../../ui/index.ts';
import { dossierPaths } from '../../applications/paths.ts';
import { DossierTag } from '../../applications/writing/views/frame.tsx';
import { say } from '../messages.ts';
import type { AppraisalFile } from '../overview/queries.ts';
import { appraisalPaths } from '../paths.ts';

const tabs = ['dossier', 'admissibility', 'evaluations', 'diligence', 'note'] as const;

export interface FrameProps {
  file: AppraisalFile;
  tab: (typeof tabs)[number];
  /** What time it is, for how long ago others opened it. */
  now: Temporal.Instant;
  done?: boolean | undefined;
  hasErrors?: boolean | undefined;
  children: ComponentChildren;
}

/** A page of the appraisal of a dossier: who else has it open, and the other pages. */
export function Frame({ file, tab, now, done, hasErrors, children }: FrameProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { reference } = file.dossier;
  return (
    <Page
      title={`${t(`tab.${tab}`)} – ${reference}`}
      noIndex
      width="wide"
      hasErrors={hasErrors}
      breadcrumbs={[
        { text: t('desk.title'), href: appraisalPaths.desk() },
        { text: reference, href: dossierPaths.deposited(reference) },
        { text: t(`tab.${tab}`) },
      ]}
      before={
        <SubNavigation
          label={t('nav.dossier')}
          items={tabs.map((one) => ({ href: appraisalPaths[one](reference), label: t(`tab.${one}`), current: one === tab }))}
        />
      }
    >
      {done && <NotificationBanner kind="success" text={t('done')} />}
      {file.others.length > 0 && (
        <NotificationBanner title={t('presence.title')} titleId="presence">
          {file.others.map(({ name, seenAt }) => (
            <p>{t('presence.one', { name, minutes: Math.max(0, Math.floor(seenAt.until(now).total('minutes'))) })}</p>
          ))}
        </NotificationBanner>
      )}
      <p class="eyebrow">
        {reference} · {inLang(file.lead.name, lang)}
      </p>
      <h1>{file.versions.at(-1)!.title}</h1>
      <p>
        <DossierTag state={file.state} />
      </p>
      {children}
    </Page>
  );
}
