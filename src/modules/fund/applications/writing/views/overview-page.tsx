import { formatInstant } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Button, ButtonGroup, Form, InsetText, Link, NotificationBanner, SummaryList, Tag, usePage } from '../../../../../ui/index.ts';
import { appraisalPaths } from '../../../appraisal/paths.ts';
import { callPaths } from '../../../calls/paths.ts';
import type { Problem } from '../../content/pieces.ts';
import { say } from '../../messages.ts';
import { dossierPaths } from '../../paths.ts';
import { mayBecome } from '../../rules.ts';
import { findAsked } from '../labels.ts';
import type { OwnDossier } from '../queries.ts';
import { DossierTag, Frame } from './frame.tsx';
import { ConflictNote } from './question.tsx';

export interface OverviewPageProps {
  own: OwnDossier;
  /** All that is still wrong or missing; none once it is deposited. */
  problems: readonly Problem[];
  done?: 'resumption' | 'accepted' | 'imported' | undefined;
}

/** A dossier as its authors find it: where it stands, what is left to do in each section, and what they can do with it. */
export function OverviewPage({ own, problems, done }: OverviewPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { dossier, call, state, steps, isOpen, isLead, deposits } = own;
  const asked = state === 'completion_asked' ? steps.findLast((step) => step.state === 'completion_asked') : undefined;
  return (
    <Frame own={own} title={dossier.title}>
      {done && <NotificationBanner kind="success" text={t(`overview.done.${done}`)} />}
      {asked?.reason && <InsetText>{t('overview.asked', { reason: asked.reason })}</InsetText>}
      {own.conflicts.map((conflict) => (
        <ConflictNote own={own} conflict={conflict} />
      ))}
      <SummaryList
        rows={[
          {
            key: t('overview.state'),
            value: <DossierTag state={state} />,
            actions: deposits.length > 0 ? [{ href: appraisalPaths.own(dossier.id), text: t('overview.appraisal') }] : undefined,
          },
          {
            key: t('overview.call'),
            value: <Link href={callPaths.ownCall(call.slug)}>{inLang({ fr: call.nameFr, en: call.nameEn }, lang)}</Link>,
          },
          { key: t('overview.lead'), value: inLang(own.lead.name, lang) },
          {
            key: t('overview.partners'),
            value: own.bound.map(({ party, partyId }) => (party ? inLang(party.name, lang) : partyId)).join(', ') || t('overview.alone'),
            actions: isOpen ? [{ href: dossierPaths.partners(dossier.id), text: t('overview.partnersLink') }] : undefined,
          },
          ...deposits.map((deposit) => ({
            key: t('overview.deposit', { number: deposit.number }),
            value: t('overview.deposited', { at: formatInstant(deposit.at, lang), by: deposit.by }),
            actions: [{ href: dossierPaths.receipt(dossier.id, deposit.number), text: t('overview.receipt') }],
          })),
        ]}
      />
      {isOpen && <Sections own={own} problems={problems} />}
      {isOpen && isLead && (
        <ButtonGroup>
          <Button href={dossierPaths.deposit(dossier.id)}>{t('overview.toDeposit')}</Button>
        </ButtonGroup>
      )}
      {isOpen && !isLead && <p>{t('overview.leadDeposits')}</p>}
      <h2>{t('overview.also')}</h2>
      <ul>
        <li>
          <Link href={dossierPaths.history(dossier.id)}>{t('history.title')}</Link>
        </li>
        <li>
          <Link href={dossierPaths.word(dossier.id)} download>
            {t('word.download')}
          </Link>
        </li>
        {isOpen && (
          <li>
            <Link href={dossierPaths.wordImport(dossier.id)}>{t('word.import')}</Link>
          </li>
        )}
        {isLead && mayBecome(state, 'withdrawn') && (
          <li>
            <Link href={dossierPaths.withdrawal(dossier.id)}>{t('withdrawal.title')}</Link>
          </li>
        )}
      </ul>
      {isOpen && (
        <Form action={dossierPaths.resumption(dossier.id)}>
          <p>{t('overview.resumeText')}</p>
          <Button kind="secondary">{t('overview.resume')}</Button>
        </Form>
      )}
    </Frame>
  );
}

function Sections({ own, problems }: Pick<OverviewPageProps, 'own' | 'problems'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  const bySection = Map.groupBy(problems, ({ path }) => findAsked(own.definition, path)?.section ?? '');
  return (
    <>
      <h2>{t('overview.sections')}</h2>
      <ol class="dossier-sections">
        {own.definition.sections.map(({ key, title }) => {
          const left = bySection.get(key)?.length ?? 0;
          return (
            <li>
              <Link href={dossierPaths.section(own.dossier.id, key)}>{inLang(title, lang)}</Link>
              <Tag kind={left === 0 ? 'good' : 'waiting'}>{t('overview.leftCount', { count: left })}</Tag>
            </li>
          );
        })}
      </ol>
    </>
  );
}
