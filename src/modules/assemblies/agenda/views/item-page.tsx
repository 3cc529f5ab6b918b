import type { ComponentChildren } from 'preact';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import {
  Button,
  DayField,
  Details,
  type FieldErrors,
  FileUpload,
  Form,
  type FormValues,
  InsetText,
  Link,
  NotificationBanner,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { Body } from '../../../register/index.ts';
import { quorumOf } from '../../journal/state.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import type { ItemDossier, SittingDossier } from '../../sittings/queries.ts';
import { isOver } from '../../sittings/rules.ts';
import { SittingFrame } from '../../views/sitting-frame.tsx';
import { rankedTitle } from '../queries.ts';
import { RecusalSection } from '../../recusals/views/recusal-section.tsx';
import { OrderSection } from './order-section.tsx';
import { Proposal } from './proposal.tsx';
import { VotingSection } from './voting-section.tsx';

/** The forms of the page: what was typed in one of them, and why it was refused, belong to that one. */
export type ItemForm =
  | 'paper'
  | 'owed'
  | 'interest'
  | 'recusal'
  | 'confirmation'
  | 'waiver'
  | 'lifting'
  | 'vote'
  | 'decision'
  | 'place'
  | 'withdrawal';

export interface Refused {
  form: ItemForm;
  values: FormValues;
  errors: FieldErrors;
}

export interface ItemPageProps {
  dossier: SittingDossier;
  item: ItemDossier;
  mayHold: boolean;
  /** How parties of the register may be named; none where nothing is written. */
  suggestions: readonly string[];
  /** Bodies that an election may renew. */
  bodies: readonly Body[];
  done?: boolean;
  refused?: Refused | undefined;
}

/** An item of the agenda: what is proposed, its papers, who must stay out of it, its votes. */
export function ItemPage({ dossier, item, mayHold, suggestions, bodies, done, refused }: ItemPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { sitting, state } = dossier;
  const title = rankedTitle(item, lang);
  const isOn = item.withdrawnAt === null;
  const quorum = quorumOf(state, item.id);
  return (
    <SittingFrame sitting={sitting} tab={null} title={title} hasErrors={refused !== undefined}>
      {done && <NotificationBanner kind="success" text={t('sitting.done')} />}
      <h1>{title}</h1>
      {item.withdrawnAt && <WithdrawnNote item={item} />}
      <p class="lede">{t(`itemKind.${item.kind}`)}</p>
      {item.proposalFr !== '' && (
        <>
          <h2>{t('field.proposal')}</h2>
          <Proposal item={item} />
        </>
      )}
      <Papers dossier={dossier} item={item} mayHold={mayHold && isOn} refused={refused} />
      <RecusalSection
        dossier={dossier}
        item={item}
        mayHold={mayHold && isOn && !isOver(state.step)}
        suggestions={suggestions}
        refused={refused}
      />
      {isOn && item.kind !== 'information' && item.kind !== 'debate' && (
        <>
          <p>{t(quorum.isReached ? 'quorum.itemReached' : 'quorum.itemNotReached', { ...quorum })}</p>
          <VotingSection dossier={dossier} item={item} mayHold={mayHold} bodies={bodies} refused={refused} />
        </>
      )}
      {mayHold && isOn && !isOver(state.step) && <OrderSection dossier={dossier} item={item} refused={refused} />}
    </SittingFrame>
  );
}

function WithdrawnNote({ item }: { item: ItemDossier }) {
  const { lang } = usePage();
  const on = formatDate(dayOf(item.withdrawnAt!), lang);
  return <InsetText>{say.in(lang)('item.withdrawn', { on, reason: item.withdrawnReason ?? '' })}</InsetText>;
}

/** A form of the page, with what was refused where it is that one. */
export function ItemFormBox({
  form,
  refused,
  action,
  files,
  children,
}: {
  form: ItemForm;
  refused: Refused | undefined;
  action: string;
  files?: boolean;
  children: ComponentChildren;
}) {
  const mine = refused?.form === form ? refused : undefined;
  return (
    <Form action={action} files={files} values={mine?.values} errors={mine?.errors}>
      {children}
    </Form>
  );
}

function Papers({ dossier: { sitting }, item, mayHold, refused }: Omit<ItemPageProps, 'done' | 'suggestions' | 'bodies'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2>{t('agenda.papers')}</h2>
      {item.papers.length === 0 && <p>{t('paper.none')}</p>}
      <ul>
        {item.papers.map((paper) => (
          <li>
            {paper.fileId ? (
              <Link href={assemblyPaths.paper(sitting.slug, paper.id)}>{paper.title}</Link>
            ) : (
              <>
                {paper.title} <strong>{t('paper.owedUntil', { day: formatDate(paper.owedUntil!, lang) })}</strong>
                {mayHold && (
                  <Form action={assemblyPaths.paper(sitting.slug, paper.id)} files>
                    <FileUpload name="file" id={`file-${paper.id}`} label={t('paper.supply')} accept=".pdf,.docx,.odt,.xlsx,.ods" />
                    <Button kind="secondary">{t('paper.send')}</Button>
                  </Form>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {mayHold && (
        <Details summary={t('paper.add')} open={refused?.form === 'paper'}>
          <ItemFormBox form="paper" refused={refused} action={assemblyPaths.papers(sitting.slug, item.id)} files>
            <TextField name="title" id="paper-title" label={t('paper.title')} maxlength={200} />
            <FileUpload name="file" label={t('paper.file')} hint={t('paper.fileHint')} accept=".pdf,.docx,.odt,.xlsx,.ods" />
            <Button kind="secondary">{t('paper.send')}</Button>
          </ItemFormBox>
        </Details>
      )}
      {mayHold && sitting.urgent && (
        <Details summary={t('paper.expect')} open={refused?.form === 'owed'}>
          <ItemFormBox form="owed" refused={refused} action={assemblyPaths.owedPapers(sitting.slug, item.id)}>
            <TextField name="title" id="owed-title" label={t('paper.title')} maxlength={200} />
            <DayField name="owedUntil" label={t('paper.until')} />
            <Button kind="secondary">{t('paper.expectButton')}</Button>
          </ItemFormBox>
        </Details>
      )}
    </>
  );
}
