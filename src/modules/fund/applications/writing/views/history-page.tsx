import { formatInstant } from '../../../../../kernel/i18n/format.ts';
import {
  Button,
  EmptyState,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  Pagination,
  Radios,
  Table,
  TextArea,
  usePage,
} from '../../../../../ui/index.ts';
import type { PieceValue } from '../../content/pieces.ts';
import type { HistoryLine, OpenConflict } from '../../edits/queries.ts';
import { say } from '../../messages.ts';
import { dossierPaths } from '../../paths.ts';
import { pieceLabel } from '../labels.ts';
import type { OwnDossier } from '../queries.ts';
import { Frame } from './frame.tsx';

export interface HistoryPageProps {
  own: OwnDossier;
  lines: readonly HistoryLine[];
  page: number;
  pages: number;
}

/** What was written in a dossier, by whom and when: nothing that was typed is ever lost. */
export function HistoryPage({ own, lines, page, pages }: HistoryPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Frame own={own} title={t('history.title')} width="wide">
      <p>{t('history.text')}</p>
      {lines.length === 0 ? (
        <EmptyState title={t('history.none')} />
      ) : (
        <Table
          caption={t('history.title')}
          captionHidden
          dense
          columns={[
            { header: t('history.when') },
            { header: t('history.who') },
            { header: t('history.where') },
            { header: t('history.what') },
          ]}
          rows={lines.map((line) => [
            formatInstant(line.at, lang),
            line.by,
            pieceLabel(own.definition, own.pieces, line.path, lang),
            line.value === null ? <em>{t('history.removed')}</em> : <span class="dossier-words">{wordsOf(line.value)}</span>,
          ])}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => `${dossierPaths.history(own.dossier.id)}?page=${number}`} />
    </Frame>
  );
}

export interface ConflictPageProps {
  own: OwnDossier;
  conflict: OpenConflict;
  /** What stands there now, and who wrote it. */
  there: { value: PieceValue | null; number: number; by: string };
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Two people wrote the same piece: one of the authors says what holds. */
export function ConflictPage({ own, conflict, there, values, errors = {} }: ConflictPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Frame own={own} title={t('conflict.title')} hasErrors={Object.keys(errors).length > 0}>
      <p>{t('conflict.text', { piece: pieceLabel(own.definition, own.pieces, conflict.path, lang) })}</p>
      <h2>{t('conflict.first', { by: there.by })}</h2>
      <InsetText class="dossier-words">{there.value === null ? t('history.removed') : wordsOf(there.value)}</InsetText>
      <h2>{t('conflict.second', { by: conflict.by, at: formatInstant(conflict.at, lang) })}</h2>
      <InsetText class="dossier-words">{conflict.value === null ? t('history.removed') : wordsOf(conflict.value)}</InsetText>
      <Form values={values} errors={errors}>
        <input type="hidden" name="base" value={String(there.number)} />
        <Radios
          name="choice"
          label={t('conflict.which')}
          options={[
            { value: 'first', label: t('conflict.first', { by: there.by }) },
            { value: 'second', label: t('conflict.second', { by: conflict.by, at: formatInstant(conflict.at, lang) }) },
            {
              value: 'other',
              label: t('conflict.other'),
              conditional: (
                <TextArea
                  name="words"
                  label={t('conflict.words')}
                  value={[there.value, conflict.value]
                    .filter((value) => value !== null)
                    .map(wordsOf)
                    .join('\n')}
                />
              ),
            },
          ]}
        />
        <Button>{t('conflict.settle')}</Button>
      </Form>
    </Frame>
  );
}

function wordsOf(value: PieceValue): string {
  return [value].flat().join(', ');
}
