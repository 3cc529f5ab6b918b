import { Details, Fieldset, Radios, Tag, TextArea, TextField, usePage } from '../../../../../ui/index.ts';
import { criteria } from '../../../markers/criteria.ts';
import { readMarker } from '../../../markers/content.ts';
import { markerScores, type Marker } from '../../../vocabulary.ts';
import { type Pieces, textOf } from '../../content/pieces.ts';
import { say } from '../../messages.ts';

/** The checklist of a marker: each criterion is answered, with what shows it; the score follows. */
export function MarkerFields({ marker, pieces }: { marker: Marker; pieces: Pieces }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const at = (cell: string) => `markers/${marker}/${cell}`;
  const screened = readMarker(pieces, marker, { required: false }, () => {});
  return (
    <Fieldset legend={t(`marker.${marker}`)} legendClass="govuk-fieldset__legend--m" class="dossier-marker">
      <p>
        {t(`marker.about.${marker}`)} <span class="govuk-hint">{t(`marker.source.${marker === 'gender' ? 'gender' : 'rio'}`)}</span>
      </p>
      {criteria[marker].map(({ key, mayNotApply }) => (
        <div class="dossier-criterion">
          <Radios
            name={at(key)}
            label={t(`criterion.${marker}.${key}` as 'criterion.gender.analysis')}
            legendClass="govuk-fieldset__legend--s"
            inline
            value={textOf(pieces, at(key)) || undefined}
            options={(mayNotApply ? (['yes', 'no', 'na'] as const) : (['yes', 'no'] as const)).map((answer) => ({
              value: answer,
              label: t(`answer.${answer}`),
            }))}
          />
          <TextField
            name={at(`${key}-evidence`)}
            label={t('marker.evidenceOf')}
            value={textOf(pieces, at(`${key}-evidence`))}
            maxlength={1000}
          />
        </div>
      ))}
      <p>
        {t('marker.score')} <Tag kind={screened.score === null ? 'waiting' : 'good'}>{scoreWords(screened.score, lang)}</Tag>{' '}
        {screened.departure ? t('marker.departed', { computed: scoreWords(screened.computed, lang) }) : t('marker.follows')}
      </p>
      <Details summary={t('marker.departure')} open={screened.departure !== null}>
        <p>{t('marker.departureText')}</p>
        <Radios
          name={at('departure')}
          label={t('marker.departureScore')}
          inline
          value={textOf(pieces, at('departure'))}
          options={[
            { value: '', label: t('marker.noDeparture') },
            ...markerScores.map((score) => ({ value: String(score), label: scoreWords(score, lang) })),
          ]}
        />
        <TextArea
          name={at('departure-reason')}
          label={t('marker.departureReason')}
          value={textOf(pieces, at('departure-reason'))}
          rows={2}
          maxlength={2000}
        />
      </Details>
    </Fieldset>
  );
}

/** « 2, principal »; « non examiné » where there is none. */
export function scoreWords(score: number | null, lang: 'fr' | 'en'): string {
  return say.in(lang)(score === null ? 'score.none' : (`score.${score}` as 'score.0'));
}
