import { formatMoney } from '../../../../kernel/money.ts';
import { Radios, Select, TextArea, TextField, usePage } from '../../../../ui/index.ts';
import type { DossierVersion } from '../../applications/schema.ts';
import type { FundCall } from '../../calls/schema.ts';
import { formatRate } from '../../rates.ts';
import { outcomes } from '../../vocabulary.ts';
import { say } from '../messages.ts';

export interface ProposalFieldsProps {
  version: Pick<DossierVersion, 'requestedCents' | 'totalCents' | 'currency'>;
  call: Pick<FundCall, 'ceilingRate'>;
  /** After the names of the fields, where a form has several: `-2026-D001`. */
  suffix?: string;
  /** Names the question, where a form has several; the outcome may then be left for later. */
  label?: string;
}

/** What is proposed to a sitting, or was decided by it. */
export function ProposalFields({ version, call, suffix = '', label }: ProposalFieldsProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { currency } = version;
  const money = (cents: number) => formatMoney(cents, lang, currency);
  return (
    <>
      {label ? (
        <Select
          name={`outcome${suffix}`}
          label={label}
          options={[{ value: '', text: t('award.later') }, ...outcomes.map((value) => ({ value, text: t(`outcome.${value}`) }))]}
        />
      ) : (
        <Radios name="outcome" label={t('proposal.outcome')} options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))} />
      )}
      <TextField
        name={`commitment${suffix}`}
        label={t('proposal.commitment')}
        hint={t('proposal.commitmentHint', { asked: money(version.requestedCents) })}
        width={20}
        inputmode="decimal"
        suffix={currency}
      />
      <TextField
        name={`granted${suffix}`}
        label={t('proposal.granted')}
        hint={t('proposal.grantedHint')}
        width={20}
        inputmode="decimal"
        suffix={currency}
      />
      <TextField
        name={`eligible${suffix}`}
        label={t('proposal.eligible')}
        hint={t('proposal.eligibleHint', { total: money(version.totalCents) })}
        width={20}
        inputmode="decimal"
        suffix={currency}
      />
      <TextField
        name={`rate${suffix}`}
        label={t('proposal.rateLabel')}
        hint={t('proposal.rateHint', { ceiling: formatRate(call.ceilingRate, lang) })}
        width={5}
        inputmode="decimal"
        suffix="%"
      />
      <TextArea name={`conditions${suffix}`} label={t('proposal.conditionsLabel')} rows={2} maxlength={5000} />
    </>
  );
}
