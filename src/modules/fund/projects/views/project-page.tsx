import { formatDate, formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import {
  Button,
  Details,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  NotificationBanner,
  Select,
  SummaryList,
  TextArea,
  Timeline,
  usePage,
} from '../../../../ui/index.ts';
import { formatRate } from '../../rates.ts';
import { AgreementList } from '../agreements/views/agreement-list.tsx';
import type { AgreementCase } from '../agreements/queries.ts';
import type { Terms } from '../agreements/rules.ts';
import type { PartyNames } from '../agreements/words.ts';
import { decidedStates } from '../commands.ts';
import type { InstalmentCase } from '../instalments/queries.ts';
import { say } from '../messages.ts';
import { projectPaths } from '../paths.ts';
import type { ProjectCase } from '../queries.ts';
import { mayBecome } from '../rules.ts';
import { InstalmentList, InstalmentsTable } from './instalments-table.tsx';
import { ProjectLayout } from './project-layout.tsx';

export interface ProjectPageProps {
  found: ProjectCase;
  terms: Terms;
  agreements: readonly AgreementCase[];
  instalments: readonly InstalmentCase[];
  names: PartyNames;
  mayManage: boolean;
  mayCancel: boolean;
  /** Where the city is paid is read by whoever keeps it. */
  mayReadAccounts?: boolean;
  done?: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
  own?: boolean;
}

/** A project: what was granted, what was signed, what each instalment waits for, what happened. */
export function ProjectPage({
  found,
  terms,
  agreements,
  instalments,
  names,
  mayManage,
  mayCancel,
  mayReadAccounts = false,
  done,
  values,
  errors = {},
  own,
}: ProjectPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { project, award, state, steps, lead } = found;
  const ref = project.reference;
  const money = (cents: number) => formatMoney(cents, lang, project.currency);
  const next = decidedStates.filter((to) => mayBecome(state, to) && state !== 'agreement_sent' && (to !== 'cancelled' || mayCancel));
  return (
    <ProjectLayout found={found} section="project" own={own ?? false} hasErrors={Object.keys(errors).length > 0}>
      {done && <NotificationBanner kind="success" text={t('done.recorded')} />}
      <SummaryList
        rows={[
          {
            key: t('column.lead'),
            value: !mayReadAccounts ? (
              inLang(lead.name, lang)
            ) : (
              <Link href={projectPaths.bankAccounts(lead.slug)}>{`${inLang(lead.name, lang)}, ${t('nav.bankAccounts')}`}</Link>
            ),
          },
          { key: t('column.purse'), value: t(`purse.${project.purse}`) },
          { key: t('column.granted'), value: money(terms.grantedCents) },
          award.commitmentCents > terms.grantedCents && { key: t('column.commitment'), value: money(award.commitmentCents) },
          { key: t('column.rate'), value: t('rate.of', { rate: formatRate(terms.rate, lang), eligible: money(award.eligibleCents) }) },
          {
            key: t('column.period'),
            value: t('period', { from: formatDate(project.startsOn, lang), to: formatDate(Temporal.PlainDate.from(terms.endsOn), lang) }),
          },
          award.conditions !== null && { key: t('column.awardConditions'), value: award.conditions },
        ]}
      />
      <h2>{t('agreements.title')}</h2>
      <AgreementList reference={ref} agreements={agreements} own={own ?? false} />
      {mayManage && state === 'awarded' && (
        <p>
          <Link href={projectPaths.newAgreement(ref)}>{t('agreement.write')}</Link>
        </p>
      )}
      {mayManage && (state === 'active' || state === 'suspended') && (
        <p>
          <Link href={projectPaths.newAmendment(ref)}>{t('amendment.write')}</Link>
        </p>
      )}
      <h2>{t('instalments.title')}</h2>
      {own ? (
        <InstalmentList cases={instalments} currency={project.currency} names={names} />
      ) : (
        <InstalmentsTable
          cases={instalments}
          currency={project.currency}
          names={names}
          hrefOf={(condition) => projectPaths.condition(ref, condition)}
        />
      )}
      {!own && (
        <p>
          <Link href={projectPaths.publication(ref)}>{t('nav.publication')}</Link>
        </p>
      )}
      <h2>{t('history.title')}</h2>
      <Timeline
        items={steps.toReversed().map((step) => ({
          title: t(`state.${step.state}`),
          by: own ? undefined : step.by,
          when: own ? formatDate(step.onDay, lang) : formatInstant(step.at, lang),
          datetime: step.at.toString(),
          children: step.reason && <p>{step.reason}</p>,
        }))}
      />
      {mayManage && next.length > 0 && (
        <Details summary={t('step.change')} open={Object.keys(errors).length > 0}>
          <Form action={projectPaths.steps(ref)} values={values} errors={errors}>
            <Select name="to" label={t('column.state')} options={next.map((to) => ({ value: to, text: t(`state.${to}`) }))} />
            <TextArea name="reason" label={t('field.reason')} rows={3} maxlength={1000} />
            <Button kind="secondary">{t('step.record')}</Button>
          </Form>
        </Details>
      )}
    </ProjectLayout>
  );
}
