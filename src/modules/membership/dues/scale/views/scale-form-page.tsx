import {
  Button,
  ButtonGroup,
  type FieldErrors,
  Fieldset,
  Form,
  type FormValues,
  Link,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { membershipCategories } from '../../../standing/rules.ts';
import { say as sayMembership } from '../../../messages.ts';
import { say } from '../../messages.ts';
import { typeAmount } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import { publishedFloorCents } from '../commands.ts';
import type { Scale } from '../queries.ts';
import { bandFields } from '../table-text.ts';
import { BandRows } from './band-rows.tsx';

export interface ScaleFormPageProps {
  /** The scale that is edited, or the one that a new one starts from. */
  scale: Scale | null;
  isNew: boolean;
  year: number;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** The table of a scale, typed row by row or pasted from a spreadsheet. */
export function ScaleFormPage({ scale, isNew, year, values, errors = {} }: ScaleFormPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const title = isNew || !scale ? t('scales.new') : t('scales.edit', { year: String(scale.year) });
  const flat = (category: (typeof membershipCategories)[number]) => scale?.flats.find((one) => one.category === category)?.amountCents;
  return (
    <DuesPage
      title={title}
      section="scales"
      above={[{ text: t('nav.scales'), href: duesPaths.scales() }]}
      hasErrors={Object.keys(errors).length > 0}
      islands={['add-rows']}
    >
      <Form values={values} errors={errors}>
        <TextField name="year" label={t('column.year')} width={4} inputmode="numeric" value={year} />
        <TextField
          name="floor"
          label={t('scales.floor')}
          hint={t('scales.floorHint')}
          width={10}
          inputmode="decimal"
          suffix="€"
          value={typeAmount(scale?.floorCents ?? publishedFloorCents)}
        />
        <TextField
          name="entryFee"
          label={t('kind.entry_fee')}
          hint={t('scales.entryFeeHint')}
          width={10}
          inputmode="decimal"
          suffix="€"
          value={scale && scale.entryFeeCents > 0 ? typeAmount(scale.entryFeeCents) : undefined}
        />
        <p>{t('scales.rowsHint')}</p>
        <BandRows bands={scale?.bands.map(bandFields) ?? []} values={values} />
        <TextArea name="bands" label={t('scales.paste')} hint={t('scales.bandsHint')} rows={4} spellcheck={false} class="code" />
        <Fieldset legend={t('scales.flats')}>
          <p>{t('scales.flatsHint')}</p>
          {membershipCategories.map((category) => {
            const cents = flat(category);
            return (
              <TextField
                name={`flat_${category}`}
                label={sayMembership.in(lang)(`category.${category}`)}
                width={10}
                inputmode="decimal"
                suffix="€"
                value={cents ? typeAmount(cents) : undefined}
              />
            );
          })}
        </Fieldset>
        <TextField
          name="voluntary"
          label={t('scales.voluntary')}
          hint={t('scales.voluntaryHint')}
          value={scale?.voluntary.map(typeAmount).join('; ')}
        />
        <TextArea name="note" label={t('field.note')} rows={3} maxlength={2000} value={scale?.note} />
        <ButtonGroup>
          <Button>{t('scales.save')}</Button>
          <Link href={duesPaths.scales()}>{t('scales.back')}</Link>
        </ButtonGroup>
      </Form>
    </DuesPage>
  );
}
