import { Button, Details, Select, TextArea, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { rankedTitle } from '../queries.ts';
import { ItemFormBox, type ItemPageProps } from './item-page.tsx';

/** Another place on the agenda, or none. */
export function OrderSection({ dossier: { sitting, items, state }, item, refused }: Pick<ItemPageProps, 'dossier' | 'item' | 'refused'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  const others = items.filter((one) => one.position !== null && one.id !== item.id);
  const isExplained = state.step !== 'prepared';
  return (
    <>
      <h2>{t('order.title')}</h2>
      {others.length > 0 && (
        <Details summary={t('order.move')} open={refused?.form === 'place'}>
          <ItemFormBox form="place" refused={refused} action={assemblyPaths.itemPlace(sitting.slug, item.id)}>
            <Select
              name="place"
              label={t('order.place')}
              options={[
                { value: '', text: t('field.choose') },
                ...others.map((one) => ({ value: String(one.position), text: t('order.takes', { item: rankedTitle(one, lang) }) })),
              ]}
            />
            {isExplained && <TextArea name="reason" id="place-reason" label={t('field.reason')} rows={2} maxlength={1000} />}
            <Button kind="secondary">{t('order.moveButton')}</Button>
          </ItemFormBox>
        </Details>
      )}
      <Details summary={t('order.withdraw')} open={refused?.form === 'withdrawal'}>
        <ItemFormBox form="withdrawal" refused={refused} action={assemblyPaths.itemWithdrawal(sitting.slug, item.id)}>
          <p>{t('order.withdrawHint')}</p>
          {isExplained && <TextArea name="reason" id="withdrawal-reason" label={t('field.reason')} rows={2} maxlength={1000} />}
          <Button kind="warning">{t('order.withdrawButton')}</Button>
        </ItemFormBox>
      </Details>
    </>
  );
}
