import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { EmptyState, Link, NotificationBanner, Page, Table, Tag, usePage } from '../../../../../ui/index.ts';
import type { FundDossier } from '../../../applications/schema.ts';
import type { DossierState } from '../../../vocabulary.ts';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import type { Evaluation } from '../queries.ts';
import { isAppraised } from '../rules.ts';
import type { Assignment, InterestDeclaration } from '../schema.ts';

interface Asked {
  assignment: Assignment;
  dossier: FundDossier;
  declaration: InterestDeclaration | null;
}

export interface AskedPageProps {
  asked: readonly Asked[];
  states: ReadonlyMap<string, DossierState>;
  /** What is known of these dossiers: only what is one's own is looked at. */
  given: readonly Evaluation[];
  done: boolean;
}

/** What was asked of whoever reads: the most urgent first; what is over no longer opens. */
export function AskedPage({ asked, states, given, done }: AskedPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const stateOf = ({ assignment, dossier, declaration }: Asked): 'over' | 'toDeclare' | 'given' | 'toDo' => {
    if (assignment.endedAt || !isAppraised(states.get(dossier.id)!)) return 'over';
    if (!declaration) return 'toDeclare';
    const own = given.find((one) => one.assignment.id === assignment.id)!;
    const isGiven = assignment.tasks.every((task) => (task === 'opinion' ? own.opinion : own.scores) !== null);
    return isGiven ? 'given' : 'toDo';
  };
  return (
    <Page title={t('asked.title')} noIndex>
      {done && <NotificationBanner kind="success" text={t('done')} />}
      <h1>{t('asked.title')}</h1>
      <p class="lede">{t('asked.lede')}</p>
      {asked.length === 0 ? (
        <EmptyState title={t('asked.none')} />
      ) : (
        <Table
          caption={t('asked.title')}
          captionHidden
          firstCellIsHeader
          columns={[
            { header: t('asked.dossier') },
            { header: t('asked.tasks') },
            { header: t('asked.dueOn') },
            { header: t('asked.state') },
          ]}
          rows={asked.map((one) => {
            const state = stateOf(one);
            const { reference, title } = one.dossier;
            return [
              state === 'over' ? (
                reference
              ) : (
                <>
                  <Link href={appraisalPaths.assignment(one.assignment.id)}>{reference}</Link> {title}
                </>
              ),
              one.assignment.tasks.map((task) => t(`task.${task}`)).join(', '),
              formatDate(one.assignment.dueOn, lang),
              <Tag kind={state === 'given' ? 'good' : state === 'over' ? 'over' : 'waiting'}>{t(`asked.${state}`)}</Tag>,
            ];
          })}
        />
      )}
    </Page>
  );
}
