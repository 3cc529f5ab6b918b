import { dayOf, formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  Button,
  Confirm,
  EmptyState,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  Link,
  Page,
  Radios,
  Select,
  Table,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { callPaths } from '../../../calls/paths.ts';
import type { FundCall } from '../../../calls/schema.ts';
import { say } from '../../messages.ts';
import { dossierPaths } from '../../paths.ts';
import { DossierTag, Frame } from '../../writing/views/frame.tsx';
import type { OwnDossier } from '../../writing/queries.ts';
import type { findBeginnings, OwnListed } from '../queries.ts';

/** The dossiers of a city. */
export function OwnListPage({ dossiers }: { dossiers: readonly OwnListed[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('own.title')} noIndex>
      <h1>{t('own.title')}</h1>
      {dossiers.length === 0 ? (
        <EmptyState title={t('own.none')}>
          <p>
            <Link href={callPaths.ownCalls()}>{t('own.calls')}</Link>
          </p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('own.count', { count: dossiers.length })}
            firstCellIsHeader
            columns={[
              { header: t('list.title') },
              { header: t('list.call') },
              { header: t('own.part') },
              { header: t('list.state') },
              { header: t('list.since') },
            ]}
            rows={dossiers.map((one) => [
              <>
                <Link href={one.part === 'invited' ? dossierPaths.acceptance(one.id) : dossierPaths.dossier(one.id)}>{one.title}</Link>
                {one.reference && <> ({one.reference})</>}
              </>,
              inLang(one.call, lang),
              t(`own.${one.part}`),
              <DossierTag state={one.state} />,
              formatDate(dayOf(one.since), lang),
            ])}
          />
          <p>
            <Link href={callPaths.ownCalls()}>{t('own.calls')}</Link>
          </p>
        </>
      )}
    </Page>
  );
}

export interface BeginningPageProps {
  call: FundCall;
  found: Awaited<ReturnType<typeof findBeginnings>>;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Where a dossier begins; a draft that is there already is offered first. */
export function BeginningPage({ call, found, values, errors = {} }: BeginningPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang({ fr: call.nameFr, en: call.nameEn }, lang);
  return (
    <Page
      title={t('beginning.title')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: name, href: callPaths.ownCall(call.slug) }, { text: t('beginning.title') }]}
    >
      <p class="eyebrow">{name}</p>
      <h1>{t('beginning.title')}</h1>
      {found.drafts.length > 0 && (
        <InsetText>
          <p>{t('beginning.drafts', { count: found.drafts.length })}</p>
          <ul>
            {found.drafts.map(({ id, title }) => (
              <li>
                <Link href={dossierPaths.dossier(id)}>{t('beginning.resume', { title })}</Link>
              </li>
            ))}
          </ul>
        </InsetText>
      )}
      <Form values={values} errors={errors}>
        {found.drafts.length > 0 && <h2>{t('beginning.another')}</h2>}
        <TextField name="title" label={t('dossier.title')} hint={t('beginning.titleHint')} maxlength={200} />
        <Radios
          name="lang"
          label={t('beginning.langLabel')}
          inline
          value={call.langs.includes(lang) ? lang : call.langs[0]}
          options={call.langs.map((one) => ({ value: one, label: t(`lang.${one}`) }))}
        />
        {found.projects.length > 0 && (
          <Select
            name="continues"
            label={t('beginning.continues')}
            hint={t('beginning.continuesHint')}
            options={[
              { value: '', text: t('beginning.new') },
              ...found.projects.map(({ reference, title }) => ({ value: reference, text: `${reference} – ${title}` })),
            ]}
          />
        )}
        <Button>{t('beginning.begin')}</Button>
      </Form>
    </Page>
  );
}

/** Asks once more before a dossier is withdrawn. */
export function WithdrawalPage({
  own,
  values,
  errors = {},
}: {
  own: OwnDossier;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}) {
  const t = say.in(usePage().lang);
  return (
    <Frame own={own} title={t('withdrawal.title')} hasErrors={Object.keys(errors).length > 0}>
      <Confirm warning button={t('withdrawal.button')} cancelHref={dossierPaths.dossier(own.dossier.id)} values={values} errors={errors}>
        <p>{t('withdrawal.text')}</p>
        <TextArea name="reason" label={t('withdrawal.reason')} optional rows={3} maxlength={2000} />
      </Confirm>
    </Frame>
  );
}
