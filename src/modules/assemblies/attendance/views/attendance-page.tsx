import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  Checkboxes,
  Details,
  EmptyState,
  type FieldErrors,
  FileUpload,
  Form,
  type FormValues,
  Link,
  NotificationBanner,
  Select,
  Table,
  usePage,
} from '../../../../ui/index.ts';
import { isEntitled } from '../../journal/state.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { isUnderWay } from '../../sittings/rules.ts';
import type { SittingDossier } from '../../sittings/queries.ts';
import { SittingFrame } from '../../views/sitting-frame.tsx';
import { VoterTable } from '../../views/voter-table.tsx';
import { sortedVoters } from '../../voters/sorted.ts';

export interface AttendancePageProps {
  dossier: SittingDossier;
  mayHold: boolean;
  done?: boolean;
  /** The form that was refused. */
  refused?: { form: 'attendance' | 'proxy'; values: FormValues; errors: FieldErrors } | undefined;
}

/** Who is there, who is represented, who may vote and who may not. */
export function AttendancePage({ dossier, mayHold, done, refused }: AttendancePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { sitting, state } = dossier;
  const isEditable = mayHold && isUnderWay(state.step) && state.mode !== 'written';
  return (
    <SittingFrame sitting={sitting} tab="attendance" title={t('tabs.attendance')} hasErrors={refused !== undefined} wide>
      {done && <NotificationBanner kind="success" text={t('sitting.done')} />}
      <h1>{t('tabs.attendance')}</h1>
      {state.voters.size === 0 ? (
        <EmptyState title={t('voters.none')}>
          <p>{t('voters.noneHint')}</p>
        </EmptyState>
      ) : (
        <VoterTable dossier={dossier} caption={t('voters.count', { count: state.voters.size })} />
      )}
      {isEditable && state.voters.size > 0 && (
        <>
          <Arrivals dossier={dossier} refused={refused} />
          <Departures dossier={dossier} />
        </>
      )}
      <Proxies dossier={dossier} mayHold={isEditable} refused={refused} />
    </SittingFrame>
  );
}

function Arrivals({ dossier, refused }: Pick<AttendancePageProps, 'dossier' | 'refused'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  const away = sortedVoters(dossier, lang).filter(({ partyId }) => !dossier.state.present.has(partyId));
  const mine = refused?.form === 'attendance' ? refused : undefined;
  if (away.length === 0) return null;
  return (
    <Details summary={t('attendance.arrive')} open={dossier.state.present.size === 0 || mine !== undefined}>
      <Form action={assemblyPaths.attendance(dossier.sitting.slug)} values={mine?.values} errors={mine?.errors}>
        <input type="hidden" name="change" value="arrived" />
        <Checkboxes
          name="parties[]"
          label={t('attendance.who')}
          options={away.map(({ partyId }) => ({ value: partyId, label: inLang(dossier.parties.get(partyId)!.name, lang) }))}
        />
        <Button>{t('attendance.arriveButton')}</Button>
      </Form>
    </Details>
  );
}

function Departures({ dossier }: Pick<AttendancePageProps, 'dossier'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  const there = sortedVoters(dossier, lang).filter(({ partyId }) => dossier.state.present.has(partyId));
  if (there.length === 0) return null;
  return (
    <Form action={assemblyPaths.attendance(dossier.sitting.slug)}>
      <input type="hidden" name="change" value="left" />
      <Select
        name="parties"
        id="leaving"
        label={t('attendance.leave')}
        hint={t('attendance.leaveHint')}
        options={there.map(({ partyId }) => ({ value: partyId, text: inLang(dossier.parties.get(partyId)!.name, lang) }))}
      />
      <Button kind="secondary">{t('attendance.leaveButton')}</Button>
    </Form>
  );
}

function Proxies({ dossier, mayHold, refused }: Pick<AttendancePageProps, 'dossier' | 'mayHold' | 'refused'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { sitting, state, parties, proxies } = dossier;
  const nameOf = (id: string) => inLang(parties.get(id)?.name ?? { fr: '—' }, lang);
  const mine = refused?.form === 'proxy' ? refused : undefined;
  const options = [
    { value: '', text: t('field.choose') },
    ...sortedVoters(dossier, lang)
      .filter(({ partyId }) => isEntitled(state, partyId))
      .map(({ partyId }) => ({ value: partyId, text: nameOf(partyId) })),
  ];
  return (
    <>
      <h2>{t('proxy.title')}</h2>
      <p>{t('proxy.hint', { most: state.settings.proxies })}</p>
      {proxies.length === 0 ? (
        <p>{t('proxy.none')}</p>
      ) : (
        <Table
          caption={t('proxy.title')}
          captionHidden
          firstCellIsHeader
          columns={[
            { header: t('proxy.principal') },
            { header: t('proxy.holder') },
            { header: t('proxy.paper') },
            { header: t('proxy.state') },
          ]}
          rows={proxies.map((one) => [
            nameOf(one.principalId),
            nameOf(one.holderId),
            <Link href={assemblyPaths.proxy(sitting.slug, one.id)}>{t('proxy.read')}</Link>,
            one.revokedAt ? (
              t('proxy.revoked')
            ) : mayHold ? (
              <Form action={assemblyPaths.revocation(sitting.slug, one.id)}>
                <Button kind="secondary">{t('proxy.revoke')}</Button>
              </Form>
            ) : (
              t('proxy.valid')
            ),
          ])}
        />
      )}
      {mayHold && (
        <Details summary={t('proxy.add')} open={mine !== undefined}>
          <Form action={assemblyPaths.proxies(sitting.slug)} files values={mine?.values} errors={mine?.errors}>
            <Select name="principal" label={t('proxy.principal')} options={options} />
            <Select name="holder" label={t('proxy.holder')} options={options} />
            <FileUpload name="file" label={t('proxy.file')} hint={t('proxy.fileHint')} accept=".pdf,image/*" />
            <Button>{t('proxy.button')}</Button>
          </Form>
        </Details>
      )}
    </>
  );
}
