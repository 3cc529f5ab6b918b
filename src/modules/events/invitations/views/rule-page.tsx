import {
  Button,
  Checkboxes,
  Details,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  Radios,
  Select,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { PreparedMeeting } from '../../meetings/queries.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import { MeetingPage } from '../../views/meeting-page.tsx';
import { conditionCategories, conditionKinds, conditionStandings, ruleStatuses } from '../input.ts';

/** A block of the rule, its conditions in words. */
export interface ShownBlock {
  conditions: string[];
}

export interface RulePageProps {
  held: PreparedMeeting;
  blocks: ShownBlock[];
  /** The bodies and institutions that a condition may name. */
  bodies: { slug: string; name: string }[];
  institutions: { slug: string; name: string }[];
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** The rule of the invitations as sentences, and the form that adds to it. */
export function RulePage({ held, blocks, bodies, institutions, values = {}, errors = {} }: RulePageProps) {
  const t = say.in(usePage().lang);
  return (
    <MeetingPage
      held={held}
      place="invitations"
      title={t('rule.title')}
      above={[{ text: t('place.invitations'), href: eventsPaths.invitations(held.slug) }]}
      hasErrors={Object.keys(errors).length > 0}
    >
      {blocks.length > 0 && <RuleInWords blocks={blocks} slug={held.slug} />}
      {blocks.length > 0 && (
        <p>
          <Link href={eventsPaths.invitations(held.slug)}>{t('rule.toList')}</Link>
        </p>
      )}
      <h2>{t('rule.add')}</h2>
      <Form action={eventsPaths.rule(held.slug)} values={values} errors={errors}>
        <input type="hidden" name="change" value="add" />
        <Radios
          name="kind"
          label={t('rule.kind')}
          options={conditionKinds.map((kind) => ({
            value: kind,
            label: t(`conditionKind.${kind}`),
            conditional: <KindFields kind={kind} bodies={bodies} institutions={institutions} />,
          }))}
        />
        <Select
          name="block"
          label={t('rule.block')}
          hint={t('rule.blockHint')}
          value={String(blocks.length)}
          options={[
            { value: String(blocks.length), text: t('rule.newBlock') },
            ...blocks.map(({ conditions }, index) => ({
              value: String(index),
              text: t('rule.orBlock', { number: index + 1, first: conditions[0]! }),
            })),
          ]}
        />
        <Button>{t('rule.addButton')}</Button>
      </Form>
    </MeetingPage>
  );
}

type Kind = (typeof conditionKinds)[number];

function KindFields({ kind, bodies, institutions }: { kind: Kind } & Pick<RulePageProps, 'bodies' | 'institutions'>) {
  const t = say.in(usePage().lang);
  switch (kind) {
    case 'standing':
      return (
        <Checkboxes
          name="standings"
          label={t('rule.standings')}
          options={conditionStandings.map((one) => ({ value: one, label: t(`standing.${one}`) }))}
        />
      );
    case 'category':
      return (
        <Checkboxes
          name="categories"
          label={t('rule.categories')}
          options={conditionCategories.map((one) => ({ value: one, label: t(`category.${one}`) }))}
        />
      );
    case 'head':
      return <Checkboxes name="unconfirmed" label={t('rule.head')} options={[{ value: 'yes', label: t('rule.unconfirmed') }]} />;
    case 'arrears':
      return <TextField name="years" label={t('rule.years')} hint={t('rule.yearsHint')} inputmode="numeric" width={3} />;
    case 'seat':
      return (
        <Select
          name="body"
          label={t('rule.body')}
          options={[{ value: '', text: t('field.choose') }, ...bodies.map(({ slug, name }) => ({ value: slug, text: name }))]}
        />
      );
    case 'stateStatus':
      return (
        <>
          <Select
            name="institution"
            label={t('rule.institution')}
            options={[{ value: '', text: t('field.choose') }, ...institutions.map(({ slug, name }) => ({ value: slug, text: name }))]}
          />
          <Checkboxes
            name="statuses"
            label={t('rule.statuses')}
            options={ruleStatuses.map((one) => ({ value: one, label: t(`status.${one}`) }))}
          />
        </>
      );
    case 'states':
      return <TextArea name="states" label={t('rule.states')} hint={t('rule.partiesHint')} rows={4} />;
    case 'named':
      return <TextArea name="parties" label={t('rule.parties')} hint={t('rule.partiesHint')} rows={4} />;
  }
}

/** The rule in sentences: all blocks, one condition of each. With `slug`, each condition may be taken out. */
export function RuleInWords({ blocks, slug }: { blocks: ShownBlock[]; slug?: string }) {
  const t = say.in(usePage().lang);
  return (
    <>
      <p>{t('rule.reads', { count: blocks.length })}</p>
      <ol class="govuk-list govuk-list--number">
        {blocks.map(({ conditions }, block) => (
          <li>
            {conditions.map((words, position) => (
              <>
                {position > 0 && <strong> {t('rule.or')} </strong>}
                {words}
              </>
            ))}
            {slug && (
              <Details summary={t('rule.takeOut')}>
                {conditions.map((words, position) => (
                  <Form action={eventsPaths.rule(slug)}>
                    <input type="hidden" name="change" value="remove" />
                    <input type="hidden" name="place" value={`${block}.${position}`} />
                    <Button kind="secondary">{t('rule.takeOutOne', { condition: words })}</Button>
                  </Form>
                ))}
              </Details>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
