import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Confirm, type FieldErrors, type FormValues, InsetText, TextArea, usePage } from '../../../../ui/index.ts';
import { quorumOf } from '../../journal/state.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { SittingFrame } from '../../views/sitting-frame.tsx';
import { VoterTable } from '../../views/voter-table.tsx';
import type { SittingDossier } from '../queries.ts';

export type AskedStep = 'convened' | 'open' | 'suspended' | 'closed' | 'cancelled';

export interface StepPageProps {
  step: AskedStep;
  dossier: SittingDossier;
  /** Days from now to the sitting, and how many the rule asks. */
  notice: { days: number; isEnough: boolean };
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** What a step will do, what it asks for, and its button. */
export function StepPage({ step, dossier, notice, values, errors = {} }: StepPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { sitting, state } = dossier;
  const isLate = step === 'convened' && !notice.isEnough;
  const title = step === 'open' && state.step === 'suspended' ? t('action.resume') : t(`action.${step}`);
  return (
    <SittingFrame sitting={sitting} tab={null} title={title} hasErrors={Object.keys(errors).length > 0}>
      <h1>{title}</h1>
      {isLate && <InsetText>{t('sitting.lateReason', { days: notice.days, asked: state.settings.notice })}</InsetText>}
      <p>{t(`ask.${step}`, { body: inLang({ fr: dossier.body.nameFr, en: dossier.body.nameEn }, lang) })}</p>
      <Confirm
        action={step === 'convened' ? assemblyPaths.convening(sitting.slug) : assemblyPaths.step(sitting.slug, step)}
        button={title}
        warning={step === 'cancelled' || step === 'closed'}
        cancelHref={assemblyPaths.sitting(sitting.slug)}
        values={values}
        errors={errors}
      >
        {(isLate || step === 'cancelled') && <TextArea name="reason" label={t('field.reason')} rows={3} maxlength={1000} />}
        {step === 'open' && state.step === 'convened' && <Opening dossier={dossier} />}
      </Confirm>
    </SittingFrame>
  );
}

/** Whom the opening will let vote, and whom not. */
function Opening({ dossier }: { dossier: SittingDossier }) {
  const t = say.in(usePage().lang);
  const { isReached, present, needed } = quorumOf(dossier.state);
  return (
    <>
      <p>{t(isReached ? 'quorum.reached' : 'quorum.notReached', { present, needed })}</p>
      <VoterTable dossier={dossier} caption={t('voters.willFreeze')} />
    </>
  );
}
