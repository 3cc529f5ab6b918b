import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { Checkboxes, Radios, Tag, TextField, Timeline, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import type { DelegateStep } from '../../schema.ts';
import type { DelegateState } from '../../vocabulary.ts';
import type { ListedDelegate } from '../queries.ts';

/** What is said of someone who comes; `prefix` keeps identifiers apart where a page holds several forms. */
export function DelegateFields({ one, prefix = 'delegate' }: { one?: ListedDelegate; prefix?: string }) {
  const t = say.in(usePage().lang);
  const id = (name: string) => `${prefix}-${name}`;
  return (
    <>
      <TextField name="name" id={id('name')} label={t('delegate.name')} value={one?.name} maxlength={200} autocomplete="off" />
      <TextField
        name="role"
        id={id('role')}
        label={t('delegate.role')}
        hint={t('delegate.roleHint')}
        value={one?.role}
        optional
        maxlength={200}
      />
      <TextField
        name="email"
        id={id('email')}
        type="email"
        label={t('recipient.email')}
        value={one?.email}
        optional
        spellcheck={false}
        autocomplete="off"
      />
      <Radios
        name="lang"
        id={id('lang')}
        label={t('recipient.lang')}
        value={one?.lang ?? 'fr'}
        inline
        options={(['fr', 'en'] as const).map((code) => ({ value: code, label: t(`lang.${code}`) }))}
      />
      <Checkboxes
        name="isHead"
        id={id('isHead')}
        label={t('delegate.place')}
        values={one?.isHead ? ['yes'] : []}
        options={[{ value: 'yes', label: t('delegate.isHead') }]}
      />
    </>
  );
}

export function DelegateTag({ state }: { state: DelegateState }) {
  const t = say.in(usePage().lang);
  const kinds = { nominated: 'waiting', confirmed: 'good', withdrawn: 'over' } as const;
  return <Tag kind={kinds[state]}>{t(`delegateState.${state}`)}</Tag>;
}

/** All that was said of someone, the latest first. */
export function DelegateHistory({ steps }: { steps: readonly DelegateStep[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Timeline
      items={steps.map((step) => ({
        title: `${t(`delegateStep.${step.state}`)}\u00a0: ${[step.name, step.role].filter(Boolean).join(', ')}`,
        by: step.by,
        when: formatInstant(step.at, lang),
        datetime: step.at.toString(),
        children: (step.place || step.reason) && <p>{step.state === 'withdrawn' ? step.reason : step.place}</p>,
      }))}
    />
  );
}
