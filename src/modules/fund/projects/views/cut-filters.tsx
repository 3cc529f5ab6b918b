import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Select, TextField, usePage } from '../../../../ui/index.ts';
import { markers, purses } from '../../vocabulary.ts';
import type { CutForm } from '../cut-form.ts';
import { say } from '../messages.ts';

/** The fields that narrow projects, on their list and on the portfolio. */
export function CutFields({ countries, themes }: Pick<CutForm, 'countries' | 'themes'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  const all = { value: '', text: t('filter.all') };
  return (
    <>
      <TextField name="from" label={t('filter.from')} inputmode="numeric" width={4} />
      <TextField name="to" label={t('filter.to')} inputmode="numeric" width={4} />
      <Select
        name="purse"
        label={t('column.purse')}
        options={[all, ...purses.map((purse) => ({ value: purse, text: t(`purse.${purse}`) }))]}
      />
      <Select
        name="state_of"
        label={t('filter.country')}
        options={[all, ...countries.map(({ slug, name }) => ({ value: slug, text: inLang(name, lang) }))]}
      />
      {themes.length > 0 && (
        <Select
          name="theme"
          label={t('filter.theme')}
          options={[all, ...themes.map(({ code, name }) => ({ value: code, text: inLang(name, lang) }))]}
        />
      )}
      <Select
        name="marker"
        label={t('filter.marker')}
        options={[all, ...markers.map((marker) => ({ value: marker, text: t(`marker.${marker}`) }))]}
      />
      <Select
        name="score"
        label={t('filter.score')}
        options={[all, ...(['2', '1', '0', 'none'] as const).map((score) => ({ value: score, text: t(`score.${score}`) }))]}
      />
      <Select
        name="live"
        label={t('filter.live')}
        options={[all, { value: 'yes', text: t('live.yes') }, { value: 'no', text: t('live.no') }]}
      />
    </>
  );
}
