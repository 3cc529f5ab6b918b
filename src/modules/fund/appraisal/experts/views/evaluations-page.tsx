import { dayOf, formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Button, InsetText, Link, Table, Tag, usePage } from '../../../../../ui/index.ts';
import { scoringGrid } from '../../../calls/forms/definition.ts';
import { formatRate } from '../../../rates.ts';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import { rankOf } from '../../scoring/rules.ts';
import type { GivenScores } from '../../scoring/queries.ts';
import type { Score } from '../../scoring/schema.ts';
import { Frame, type FrameProps } from '../../views/frame.tsx';
import { type Evaluation, progressOf } from '../queries.ts';
import { isAppraised } from '../rules.ts';

export interface EvaluationsPageProps extends Pick<FrameProps, 'file' | 'now' | 'done'> {
  scores: readonly GivenScores[];
  raw: readonly Score[];
}

/** Who was asked about a dossier, how many have answered, and what they said. */
export function EvaluationsPage({ scores, raw, ...frame }: EvaluationsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { file } = frame;
  const { opinions, scores: counted } = progressOf(file.evaluations);
  return (
    <Frame {...frame} tab="evaluations">
      <p class="lede">
        {t('evaluations.progress', {
          opinions: opinions.given,
          opinionsAsked: opinions.asked,
          scores: counted.given,
          scoresAsked: counted.asked,
        })}
      </p>
      {file.mayManage && isAppraised(file.state) && (
        <Button href={`${appraisalPaths.assignments()}?dossier=${file.dossier.reference}`}>{t('evaluations.ask')}</Button>
      )}
      {file.mustAnswerFirst && <InsetText>{t('evaluations.hidden')}</InsetText>}
      {file.evaluations.length === 0 ? <p>{t('evaluations.none')}</p> : <People file={file} />}
      {!file.mustAnswerFirst && (
        <>
          {file.evaluations.map(
            ({ assignment, opinion }) =>
              opinion && (
                <>
                  <h2>
                    {t(`choice.${opinion.choice}`)} – {assignment.name}{' '}
                    <Tag>{t(opinion.shared ? 'evaluations.shared' : 'evaluations.confidential')}</Tag>
                  </h2>
                  <p class="dossier-words">{opinion.words}</p>
                </>
              ),
          )}
          <Scores file={file} scores={scores} raw={raw} />
        </>
      )}
    </Frame>
  );
}

function People({ file }: Pick<EvaluationsPageProps, 'file'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Table
      caption={t('evaluations.caption')}
      dense
      firstCellIsHeader
      columns={[
        { header: t('evaluations.person') },
        { header: t('evaluations.tasks') },
        { header: t('evaluations.dueOn') },
        { header: t('evaluations.interest') },
        { header: t('evaluations.opinion') },
        { header: t('evaluations.score'), numeric: true },
        { header: t('action') },
      ]}
      rows={file.evaluations.map((one) => [
        one.assignment.name,
        one.assignment.tasks.map((task) => t(`task.${task}`)).join(', '),
        formatDate(one.assignment.dueOn, lang),
        interestInWords(one, t),
        file.mustAnswerFirst || !one.opinion ? '–' : t(`choice.${one.opinion.choice}`),
        file.mustAnswerFirst || !one.scores ? '–' : formatRate(one.scores.total, lang),
        file.mayManage && one.assignment.endedAt === null ? (
          <Link href={appraisalPaths.assignmentEnd(file.dossier.reference, one.assignment.id)}>{t('evaluations.end')}</Link>
        ) : (
          ''
        ),
      ])}
    />
  );
}

function interestInWords({ declaration, assignment }: Evaluation, t: ReturnType<typeof say.in>): string {
  if (declaration?.hasInterest) return t('evaluations.someInterest', { words: declaration.words });
  if (assignment.endedReason) return t('evaluations.ended', { reason: assignment.endedReason });
  return t(declaration ? 'evaluations.noInterest' : 'evaluations.unsaid');
}

function Scores({ file, scores, raw }: Pick<EvaluationsPageProps, 'file' | 'scores' | 'raw'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  const grid = scoringGrid.parse(file.call.grid);
  const { score, spread, lacks } = rankOf(scores, { gap: grid.gap, officerId: file.officer?.userId ?? null });
  const cell = ({ scoring }: GivenScores, key: string) => {
    const found = raw.find((one) => one.assignmentId === scoring.assignmentId && one.number === scoring.number && one.criterion === key);
    if (!found) return '–';
    return (
      <>
        {found.score} / {found.most}
        {found.comment && (
          <>
            <br />
            <span class="muted">{found.comment}</span>
          </>
        )}
      </>
    );
  };
  return (
    <>
      {scores.length > 0 && (
        <Table
          caption={t('evaluations.raw')}
          dense
          firstCellIsHeader
          columns={[
            { header: t('evaluations.criterion') },
            ...scores.map(({ name, scoring }) => ({ header: `${name} (${formatDate(dayOf(scoring.at), lang)})` })),
          ]}
          rows={[
            ...grid.criteria.map(({ key, label, weight }) => [
              `${inLang(label, lang)} (× ${weight})`,
              ...scores.map((one) => cell(one, key)),
            ]),
            [t('evaluations.total'), ...scores.map(({ total }) => formatRate(total, lang))],
          ]}
        />
      )}
      <p>
        {lacks
          ? t(`evaluations.lacks.${lacks}`, { count: scores.length, spread: formatRate(spread, lang) })
          : t('evaluations.mean', { score: formatRate(score!, lang), spread: formatRate(spread, lang) })}
      </p>
    </>
  );
}
