import { Button, ButtonGroup, EmptyState, type FieldErrors, FileUpload, Form, Link, Table, Tag, usePage } from '../../../../../ui/index.ts';
import type { PieceValue } from '../../content/pieces.ts';
import { orderCell } from '../../content/pieces.ts';
import { say } from '../../messages.ts';
import { dossierPaths } from '../../paths.ts';
import { pieceLabel } from '../../writing/labels.ts';
import type { OwnDossier } from '../../writing/queries.ts';
import { Frame } from '../../writing/views/frame.tsx';
import type { WordChanges } from '../reading.ts';

/** Where a completed Word document is sent back. */
export function WordImportPage({ own, errors = {} }: { own: OwnDossier; errors?: FieldErrors | undefined }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Frame own={own} title={t('word.import')} hasErrors={Object.keys(errors).length > 0}>
      <p>{t('word.importText')}</p>
      <Form files errors={errors}>
        <FileUpload name="file" label={t('word.file')} accept=".docx" />
        <ButtonGroup>
          <Button>{t('word.read')}</Button>
          <Link href={dossierPaths.dossier(own.dossier.id)}>{t('section.overview')}</Link>
        </ButtonGroup>
      </Form>
    </Frame>
  );
}

/** What the document would change, before anything is written. */
export function WordChangesPage({ own, changes }: { own: OwnDossier; changes: WordChanges }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const shown = changes.edits.filter(({ path }) => !path.endsWith(`/${orderCell}`));
  const words = (value: PieceValue | null | undefined) => (value ? <span class="dossier-words">{[value].flat().join(', ')}</span> : '–');
  return (
    <Frame own={own} title={t('word.changes')} width="wide">
      {shown.length === 0 ? (
        <EmptyState title={t('word.same')} />
      ) : (
        <>
          <Table
            caption={t('word.changesCount', { count: shown.length })}
            dense
            columns={[
              { header: t('history.where') },
              { header: t('word.now') },
              { header: t('word.document') },
              { header: t('word.note') },
            ]}
            rows={shown.map(({ path, value }) => [
              pieceLabel(own.definition, own.pieces, path, lang),
              words(own.pieces[path]),
              words(value),
              changes.conflicts.has(path) ? <Tag kind="waiting">{t('word.conflict')}</Tag> : '',
            ])}
          />
          <Form action={dossierPaths.wordChanges(own.dossier.id)}>
            <input type="hidden" name="edits" value={JSON.stringify(changes.edits)} />
            <Button>{t('word.apply')}</Button>
          </Form>
        </>
      )}
      <p>
        <Link href={dossierPaths.dossier(own.dossier.id)}>{t('section.overview')}</Link>
      </p>
    </Frame>
  );
}
