import type { Dimension } from '../../../../kernel/collections.ts';
import { Button, Checkboxes, Form, Link, Radios, Select, TextArea, TextField, usePage } from '../../../../ui/index.ts';
import { withQuery } from '../../../register/index.ts';
import { filtersOf } from '../../evaluation/expression.ts';
import { say } from '../../messages.ts';
import { figurePaths } from '../../paths.ts';
import { attributeName, filterInWords } from '../../views/words.ts';
import { type DraftPageProps, refusedIn } from './draft-page.tsx';

/** The conditions of a reading, each with a button that removes it, and the form that adds one: what about, then which values. */
export function Conditions(props: DraftPageProps) {
  const { draft, reading, catalogue, parties, subject } = props;
  const { lang } = usePage();
  const t = say.in(lang);
  const { expression } = reading === 0 ? draft.reading : draft.alternatives[reading - 1]!;
  const collection = catalogue.collections.get(expression.collection);
  const filters = filtersOf(expression);
  return (
    <>
      <h3>{t('conditions.title')}</h3>
      {filters.length === 0 ? (
        <p>{t('conditions.none')}</p>
      ) : (
        <ul class="conditions">
          {filters.map((filter, index) => {
            const words = filterInWords(filter, collection, catalogue, parties, lang);
            return (
              <li>
                <Form action={figurePaths.filterRemoval(draft.slug, reading, index)}>
                  <span>{index < expression.where.length ? words : t('conditions.inPart', { words })}</span>{' '}
                  <Button kind="secondary">
                    {t('conditions.remove')}
                    <span class="govuk-visually-hidden"> : {words}</span>
                  </Button>
                </Form>
              </li>
            );
          })}
        </ul>
      )}
      {subject ? <AddCondition {...props} /> : <ChooseSubject {...props} />}
    </>
  );
}

function ChooseSubject({ draft, reading, catalogue }: DraftPageProps) {
  const { lang, href } = usePage();
  const t = say.in(lang);
  const { expression } = reading === 0 ? draft.reading : draft.alternatives[reading - 1]!;
  const collection = catalogue.collections.get(expression.collection);
  if (!collection) return null;
  const options = Object.entries(collection.dimensions).flatMap(([name, { type, label }]) => [
    { value: name, text: label(lang) },
    ...(type === 'party'
      ? [...catalogue.partyFilters.values()].map((filter) => ({
          value: `${name}.${filter.name}`,
          text: `${label(lang)}\u00a0: ${filter.label(lang)}`,
        }))
      : []),
  ]);
  return (
    <form method="get" action={`${href(figurePaths.draft(draft.slug))}#condition`}>
      {reading > 0 && <input type="hidden" name="lecture" value={reading} />}
      <Select name="condition" label={t('conditions.add')} options={options} />
      <Button kind="secondary">{t('conditions.choose')}</Button>
    </form>
  );
}

function AddCondition({ draft, reading, catalogue, subject, refused }: DraftPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { expression } = reading === 0 ? draft.reading : draft.alternatives[reading - 1]!;
  const collection = catalogue.collections.get(expression.collection)!;
  const { dimension, party } = subject!;
  const filter = party ? catalogue.partyFilters.get(party)! : null;
  const name = attributeName(collection, dimension, lang);
  return (
    <div id="condition">
      <h4>{filter ? `${name}\u00a0: ${filter.label(lang)}` : name}</h4>
      <Form action={figurePaths.filters(draft.slug, reading)} {...refusedIn(refused, 'condition')}>
        <input type="hidden" name="condition" value={party ? `${dimension}.${party}` : dimension} />
        {expression.type === 'share' && (
          <Radios
            name="target"
            label={t('conditions.target')}
            value="where"
            options={[
              { value: 'where', label: t('conditions.targetWhole') },
              { value: 'part', label: t('conditions.targetPart') },
            ]}
          />
        )}
        {filter ? (
          Object.entries(filter.parameters).map(([key, parameter]) => <ValuesField name={`parameter.${key}`} dimension={parameter} />)
        ) : (
          <ValuesField name="values" dimension={collection.dimensions[dimension]!} />
        )}
        <Button>{t('conditions.submit')}</Button>{' '}
        <Link href={withQuery(figurePaths.draft(draft.slug), { lecture: reading || null })}>{t('conditions.cancel')}</Link>
      </Form>
    </div>
  );
}

/** The field that fits a dimension: boxes to tick, names one a line, a first and a last value. */
function ValuesField({ name, dimension: { type, label, choices } }: { name: string; dimension: Dimension }) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (type === 'choice')
    return (
      <Checkboxes
        name={`${name}[]`}
        label={label(lang)}
        options={(choices ?? []).map((choice) => ({ value: choice.value, label: choice.label(lang) }))}
      />
    );
  if (type === 'date' || type === 'number') {
    return (
      <>
        <TextField name="from" label={t(`conditions.from.${type}`)} width={10} />
        <TextField name="to" label={t(`conditions.to.${type}`)} width={10} />
      </>
    );
  }
  return <TextArea name={name} label={label(lang)} hint={t(type === 'party' ? 'conditions.partyHint' : 'conditions.textHint')} rows={3} />;
}
