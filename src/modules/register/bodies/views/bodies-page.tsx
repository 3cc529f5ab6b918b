import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, EmptyState, Link, Table, usePage } from '../../../../ui/index.ts';
import type { AskedDay } from '../../asked-day.ts';
import { say } from '../../mandates/messages.ts';
import { say as sayRegister } from '../../messages.ts';
import type { PartyRef } from '../../parties/directory.ts';
import { registerPaths } from '../../paths.ts';
import { DatedPage } from '../../views/dated-page.tsx';
import { useRegister } from '../../views/register-context.ts';
import type { Body } from '../queries.ts';

export interface BodiesPageProps {
  day: AskedDay;
  mayRecord: boolean;
  bodies: Body[];
  institutions: ReadonlyMap<string, PartyRef>;
}

/** Every body that the register knows: assemblies, Bureaux, commissions. */
export function BodiesPage(props: BodiesPageProps) {
  const t = say.in(usePage().lang);
  return (
    <DatedPage
      day={props.day}
      mayRecord={props.mayRecord}
      path={registerPaths.bodies()}
      title={t('bodies.title')}
      description={t('bodies.description')}
      eyebrow={t('bodies.eyebrow')}
    >
      <Content {...props} />
    </DatedPage>
  );
}

function Content({ bodies, institutions }: BodiesPageProps) {
  const { lang, mayChange, onDay, partyHref } = useRegister();
  const t = say.in(lang);
  return (
    <>
      {mayChange && (
        <p>
          <Button kind="secondary" href={registerPaths.newBody()}>
            {t('body.new')}
          </Button>
        </p>
      )}
      {bodies.length === 0 ? (
        <EmptyState title={t('bodies.empty')} />
      ) : (
        <Table
          caption={t('bodies.caption', { count: bodies.length })}
          captionHidden
          firstCellIsHeader
          columns={[
            { header: sayRegister.in(lang)('column.body_id') },
            { header: sayRegister.in(lang)('column.kind') },
            { header: sayRegister.in(lang)('column.institution') },
          ]}
          rows={bodies.map((body) => {
            const institution = institutions.get(body.institutionId)!;
            return [
              <Link href={onDay(registerPaths.body(body.slug))}>{inLang({ fr: body.nameFr, en: body.nameEn }, lang)}</Link>,
              t(`bodyKind.${body.kind}`),
              <Link href={partyHref(institution.slug)}>{inLang(institution.name, lang)}</Link>,
            ];
          })}
        />
      )}
    </>
  );
}
