import type { ComponentChildren } from 'preact';
import { formatInstant } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { DayField, Fieldset, InsetText, Link, TextArea, TextField, usePage } from '../../../../../ui/index.ts';
import { conditionInWords, QuestionField } from '../../../calls/forms/views/question-field.tsx';
import type { Question } from '../../../calls/forms/definition.ts';
import { readBudget } from '../../content/budget.ts';
import { isOf } from '../../content/addresses.ts';
import { textOf } from '../../content/pieces.ts';
import { say } from '../../messages.ts';
import { dossierPaths } from '../../paths.ts';
import { isAskedNow } from '../../content/simple.ts';
import { pieceLabel } from '../labels.ts';
import type { OwnDossier } from '../queries.ts';
import type { RowGroup } from '../columns.ts';
import { BudgetTotals } from './budget-totals.tsx';
import { MarkerFields } from './marker-fields.tsx';
import { Rows, type ShownRow } from './rows.tsx';

export interface QuestionBoxProps {
  own: OwnDossier;
  question: Question;
  /** The tables of the question, with their rows. */
  tables: readonly { of: RowGroup; rows: readonly ShownRow[] }[];
  errors: Readonly<Record<string, string>>;
}

/** One question of a dossier, with what is in conflict in it. */
export function QuestionBox(props: QuestionBoxProps) {
  const { lang } = usePage();
  const { own, question } = props;
  const condition = conditionInWords(own.definition, question, lang);
  const isAsked = isAskedNow(question, own.pieces);
  return (
    <div class="dossier-question" data-question={question.key} data-when={question.when ? JSON.stringify(question.when) : undefined}>
      {condition && <p class="govuk-hint">{condition}</p>}
      {own.conflicts
        .filter(({ path }) => path === question.key || isOf(question, path))
        .map((one) => (
          <ConflictNote own={own} conflict={one} />
        ))}
      {isAsked || question.kind !== 'file' ? <Fields {...props} /> : null}
    </div>
  );
}

function Fields({ own, question, tables, errors }: QuestionBoxProps): ComponentChildren {
  const { lang } = usePage();
  const t = say.in(lang);
  const { pieces, call, dossier } = own;
  const label = inLang(question.label, lang);
  const hint = question.hint && inLang(question.hint, lang);
  switch (question.kind) {
    case 'summary':
      return <TextArea name="summary" label={label} hint={hint} rows={8} maxlength={question.most} value={textOf(pieces, 'summary')} />;
    case 'period':
      return (
        <Fieldset legend={label} legendClass="govuk-fieldset__legend--m">
          {(['from', 'to'] as const).map((cell) => (
            <DayField name={`period/${cell}`} label={t(`cell.period.${cell}`)} value={textOf(pieces, `period/${cell}`)} />
          ))}
        </Fieldset>
      );
    case 'place':
      return (
        <Fieldset legend={label} legendClass="govuk-fieldset__legend--m">
          {hint && <p class="govuk-hint">{hint}</p>}
          {(['name', 'latitude', 'longitude'] as const).map((cell) => (
            <TextField
              name={`${question.key}/${cell}`}
              label={t(`cell.places.${cell}`)}
              value={textOf(pieces, `${question.key}/${cell}`)}
            />
          ))}
        </Fieldset>
      );
    case 'markers':
      return (
        <>
          <h2>{label}</h2>
          <p>{t('marker.intro')}</p>
          {question.which.map((marker) => (
            <MarkerFields marker={marker} pieces={pieces} />
          ))}
        </>
      );
    case 'partners':
      return (
        <>
          <h2>{label}</h2>
          {own.bound.length > 0 && (
            <ul>
              {own.bound.map(({ party, partyId, role }) => (
                <li>
                  {party ? inLang(party.name, lang) : partyId} ({t(`role.${role}`)})
                </li>
              ))}
            </ul>
          )}
          <p>
            <Link href={dossierPaths.partners(dossier.id)}>{t('partners.link')}</Link>
          </p>
        </>
      );
    case 'file': {
      const found = own.files.filter(({ path }) => path === question.key);
      return (
        <>
          <h2 class="govuk-heading-s">{label}</h2>
          {hint && <p class="govuk-hint">{hint}</p>}
          {errors[question.key] && <p class="govuk-error-message">{errors[question.key]}</p>}
          {found.length > 0 && (
            <ul>
              {found.map((file) => (
                <li>
                  <Link href={dossierPaths.file(dossier.id, file.id)} download>
                    {file.name}
                  </Link>
                </li>
              ))}
            </ul>
          )}
          <p>
            <Link href={dossierPaths.files(dossier.id, question.key)}>{t(found.length > 0 ? 'files.change' : 'files.add')}</Link>
          </p>
        </>
      );
    }
    case 'text':
    case 'number':
    case 'money':
    case 'date':
    case 'choice':
    case 'party':
      return <QuestionField question={question} name={question.key} value={pieces[question.key]} currency={call.currency} />;
    default:
      return (
        <>
          {tables.length > 1 && <h2>{label}</h2>}
          {hint && <p class="govuk-hint">{hint}</p>}
          {question.kind === 'budget' && <BudgetTotals budget={readBudget(pieces, own.limits, null, () => {})} currency={call.currency} />}
          {errors[question.key] && !tables.some(({ of }) => of.group === question.key) && (
            <p class="govuk-error-message" id={question.key}>
              {errors[question.key]}
            </p>
          )}
          {tables.map(({ of, rows }) => (
            <Rows of={of} rows={rows} currency={call.currency} error={errors[of.group]} />
          ))}
        </>
      );
  }
}

/** Two people wrote the same piece: who, and where one chooses. */
export function ConflictNote({ own, conflict }: { own: OwnDossier; conflict: OwnDossier['conflicts'][number] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <InsetText class="dossier-conflict">
      <strong>{pieceLabel(own.definition, own.pieces, conflict.path, lang)}</strong>{' '}
      {t('conflict.note', { by: conflict.by, at: formatInstant(conflict.at, lang) })}{' '}
      <Link href={dossierPaths.conflict(own.dossier.id, conflict.number)}>{t('conflict.choose')}</Link>
    </InsetText>
  );
}
