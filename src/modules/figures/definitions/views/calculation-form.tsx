import type { Collection, Dimension } from '../../../../kernel/collections.ts';
import { Button, Checkboxes, Form, Select, usePage } from '../../../../ui/index.ts';
import { certainties, expressionTypes, type Expression } from '../../evaluation/expression.ts';
import { say } from '../../messages.ts';
import { figurePaths } from '../../paths.ts';
import { type DraftPageProps, refusedIn } from './draft-page.tsx';

/** What is counted and how: choosing another calculation shows, once saved, the choices that it needs. */
export function CalculationForm({ draft, reading, catalogue, refused }: DraftPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { expression, certainties: chosen } = reading === 0 ? draft.reading : draft.alternatives[reading - 1]!;
  const collection = catalogue.collections.get(expression.collection);
  return (
    <Form action={figurePaths.reading(draft.slug, reading)} {...refusedIn(refused, 'calculation')}>
      <Select
        name="collection"
        label={t('new.collection')}
        value={expression.collection}
        options={[...catalogue.collections.values()].map((one) => ({ value: one.name, text: one.label(lang) }))}
      />
      <Select
        name="type"
        label={t('new.type')}
        value={expression.type}
        options={expressionTypes.map((type) => ({ value: type, text: t(`type.${type}`) }))}
        hint={t(`typeHint.${expression.type}`)}
      />
      {collection && <Needs expression={expression} collection={collection} />}
      <Checkboxes
        name="certainties[]"
        label={t('draft.certainties')}
        values={chosen}
        options={certainties.map((value) => ({ value, label: t(`certainty.${value}`) }))}
      />
      <Button kind="secondary">{t('draft.saveCalculation')}</Button>
    </Form>
  );
}

function Needs({ expression, collection }: { expression: Expression; collection: Collection }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const dimensions = (types?: Dimension['type'][]) =>
    Object.entries(collection.dimensions)
      .filter(([, { type }]) => !types || types.includes(type))
      .map(([value, { label }]) => ({ value, text: label(lang) }));
  const measures = Object.entries(collection.measures).map(([value, { label }]) => ({ value, text: label(lang) }));
  const distinct = (value: string | undefined) => (
    <Select name="distinct" label={t('need.distinct')} value={value ?? collection.subject} options={dimensions()} />
  );
  const measure = (value: string) => <Select name="measure" label={t('need.measure')} value={value} options={measures} />;
  const order = (value: string) => <Select name="order" label={t('need.order')} value={value} options={dimensions(['date', 'number'])} />;
  switch (expression.type) {
    case 'count':
      return distinct(expression.distinct);
    case 'sum':
      return measure(expression.measure);
    case 'share':
      return (
        <>
          <Select
            name="measure"
            label={t('need.shareBy')}
            value={expression.measure ?? ''}
            options={[{ value: '', text: t('need.byNumber') }, ...measures]}
          />
          {!expression.measure && distinct(expression.distinct)}
        </>
      );
    case 'yearsSince':
      return (
        <>
          <Select name="since" label={t('need.since')} value={expression.since} options={dimensions(['date'])} />
          <Select
            name="mode"
            label={t('need.mode')}
            value={expression.mode}
            options={(['calendar', 'complete'] as const).map((value) => ({ value, text: t(`mode.${value}`) }))}
          />
        </>
      );
    case 'ordinal':
      return (
        <>
          <Select name="number" label={t('need.number')} value={expression.number} options={dimensions(['number'])} />
          {order(expression.order)}
        </>
      );
    case 'latest':
      return (
        <>
          {measure(expression.measure)}
          {order(expression.order)}
        </>
      );
  }
}
