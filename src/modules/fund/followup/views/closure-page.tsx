import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { Button, type FieldErrors, Form, type FormValues, Table, Tag, TextArea, usePage } from '../../../../ui/index.ts';
import type { ProjectCase } from '../../projects/queries.ts';
import { ProjectLayout } from '../../projects/views/project-layout.tsx';
import { say } from '../messages.ts';
import { followupPaths } from '../paths.ts';
import type { ClosureCheck } from '../queries.ts';
import type { Closure } from '../schema.ts';

export interface ClosurePageProps {
  found: ProjectCase;
  checks: readonly ClosureCheck[];
  closure: Closure | null;
  mayClose: boolean;
  /** Whether whoever reads may let a report be missing. */
  mayWaive: boolean;
  refused?: { values: FormValues; errors: FieldErrors } | undefined;
}

/** What a project still needs before it is closed, line by line; then its closure. */
export function ClosurePage({ found, checks, closure, mayClose, mayWaive, refused }: ClosurePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { project } = found;
  const unmet = checks.filter(({ isMet }) => !isMet);
  const isOpen = unmet.every(({ waivable }) => waivable && mayWaive);
  return (
    <ProjectLayout found={found} title={t('closure.title')} section="followup" hasErrors={refused !== undefined}>
      <Table
        caption={t('closure.checks')}
        firstCellIsHeader
        columns={[{ header: t('closure.line') }, { header: t('closure.state') }, { header: t('closure.why') }]}
        rows={checks.map(({ what, isMet, waivable, count = 0, cents = 0 }) => [
          t(`closure.${what}`),
          <Tag kind={isMet ? 'good' : 'bad'}>{t(isMet ? 'closure.met' : 'closure.unmet')}</Tag>,
          isMet
            ? ''
            : [
                t(`closure.${what}.why`, { count, amount: formatMoney(cents, lang, project.currency) }),
                waivable ? t('closure.waivable') : t('closure.notWaivable'),
              ].join(' '),
        ])}
      />
      {closure ? (
        <>
          <p>{t('closure.done', { at: formatInstant(closure.at, lang), by: closure.by })}</p>
          {closure.waiver && <p>{t('closure.waived', { reason: closure.waiver })}</p>}
          <h2>{t('closure.learned')}</h2>
          <p class="dossier-words">{closure.learned}</p>
        </>
      ) : (
        mayClose &&
        isOpen && (
          <Form action={followupPaths.closure(project.reference)} {...(refused ?? {})}>
            <TextArea name="learned" label={t('closure.learned')} hint={t('closure.learnedHint')} rows={6} maxlength={10_000} />
            {unmet.length > 0 && <TextArea name="waiver" label={t('closure.waiver.label')} rows={3} maxlength={2_000} />}
            <Button kind="warning">{t('closure.do')}</Button>
          </Form>
        )
      )}
    </ProjectLayout>
  );
}
