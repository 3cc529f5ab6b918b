import { Button } from './form/button.tsx';
import { usePage } from './page-context.ts';

export interface DayBarProps {
  /** The day shown, as the person reads and types it: `19/11/2025`. */
  on: string;
  /** The day of knowledge as typed; null when it is now. */
  knownAt: string | null;
  /** The same in words, for the sentence shown when the day is not today or the knowledge not the latest; null when it is. */
  onInWords: string | null;
  knownAtInWords: string | null;
  /** The page without `on` and `knownAt`: where « Revenir à aujourd’hui » leads. */
  todayHref: string;
  /** The page's path, where the form leads; default: the page itself. */
  action?: string | undefined;
  /** The page's other parameters (filters, sort), kept by the form. */
  params?: Record<string, string | readonly string[]> | undefined;
  /** Sentences for what was typed and is no date. */
  errors?: { on?: string | undefined; knownAt?: string | undefined } | undefined;
}

/** The day that a dated page shows and the state of knowledge it rests on: a GET form, the same everywhere. */
export function DayBar({ on, knownAt, onInWords, knownAtInWords, todayHref, action, params = {}, errors = {} }: DayBarProps) {
  const { t, href } = usePage();
  const elsewhere = onInWords !== null || knownAtInWords !== null;
  return (
    <form class={elsewhere ? 'day day-elsewhere' : 'day'} method="get" action={action && href(action)} aria-label={t('day.title')}>
      {Object.entries(params).flatMap(([name, value]) => [value].flat().map((one) => <input type="hidden" name={name} value={one} />))}
      <DayInput name="on" label={t('day.on')} value={on} error={errors.on} />
      <DayInput name="knownAt" label={t('day.knownAt')} value={knownAt ?? ''} placeholder={t('day.today')} error={errors.knownAt} />
      <Button kind="secondary">{t('day.show')}</Button>
      {elsewhere && (
        <p class="day-note">
          {sentence(onInWords, knownAtInWords, t)} <a href={href(todayHref)}>{t('day.return')}</a>
        </p>
      )}
    </form>
  );
}

function DayInput({
  name,
  label,
  value,
  placeholder,
  error,
}: {
  name: string;
  label: string;
  value: string;
  placeholder?: string;
  error: string | undefined;
}) {
  const { t } = usePage();
  const id = `day-${name}`;
  return (
    <div class="day-field">
      <label for={id}>{label}</label>
      {error && (
        <p id={`${id}-error`} class="govuk-error-message">
          <span class="govuk-visually-hidden">{t('error.prefix')}</span> {error}
        </p>
      )}
      <input
        id={id}
        name={name}
        type="text"
        class={error ? 'govuk-input govuk-input--error' : 'govuk-input'}
        value={value}
        placeholder={placeholder}
        size={11}
        autocomplete="off"
        aria-describedby={error ? `${id}-error` : undefined}
      />
    </div>
  );
}

function sentence(on: string | null, knownAt: string | null, t: ReturnType<typeof usePage>['t']): string {
  if (on !== null && knownAt !== null) return t('day.otherBoth', { on, knownAt });
  return on !== null ? t('day.otherDay', { on }) : t('day.otherKnowledge', { knownAt });
}
