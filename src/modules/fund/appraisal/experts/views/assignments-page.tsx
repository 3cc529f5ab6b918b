import type { Evaluator } from '../../../../../kernel/auth/users/queries.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import type { FieldErrors, FormValues } from '../../../../../ui/index.ts';
import { Button, Checkboxes, DayField, EmptyState, Form, NotificationBanner, Page, usePage } from '../../../../../ui/index.ts';
import type { DeskLine } from '../../desk/queries.ts';
import { say } from '../../messages.ts';
import { AppraisalNavigation } from '../../views/navigation.tsx';
import { tasks } from '../../vocabulary.ts';

export interface AssignmentsPageProps {
  dossiers: readonly DeskLine[];
  people: readonly Evaluator[];
  cities: ReadonlyMap<string, string>;
  /** How many requests have just gone. */
  asked?: number | undefined;
  values: FormValues;
  errors?: FieldErrors | undefined;
}

/** Asks people about several dossiers at once. */
export function AssignmentsPage({ dossiers, people, cities, asked, values, errors = {} }: AssignmentsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t('assignment.title')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      before={<AppraisalNavigation current="assignments" />}
    >
      {asked !== undefined && <NotificationBanner kind="success" text={t('assignment.asked', { count: asked })} />}
      <h1>{t('assignment.title')}</h1>
      <p class="lede">{t('assignment.lede')}</p>
      {dossiers.length === 0 ? (
        <EmptyState title={t('assignment.noDossier')} />
      ) : (
        <Form values={values} errors={errors}>
          <Checkboxes
            name="dossiers"
            label={t('assignment.dossiers')}
            options={dossiers.map(({ reference, title, city }) => ({
              value: reference,
              label: `${reference} – ${inLang(city.name, lang)}`,
              hint: title,
            }))}
          />
          <Checkboxes
            name="people"
            label={t('assignment.people')}
            options={people.map(({ id, name, partyId }) => {
              const city = partyId && cities.get(partyId);
              return { value: id, label: name, ...(city ? { hint: city } : {}) };
            })}
          />
          <Checkboxes name="tasks" label={t('assignment.tasks')} options={tasks.map((value) => ({ value, label: t(`task.${value}`) }))} />
          <DayField name="dueOn" label={t('assignment.dueOn')} />
          <Button>{t('assignment.button')}</Button>
        </Form>
      )}
    </Page>
  );
}
