import { Button, Form, Link, Tag, type TagKind, TextArea, usePage } from '../../../../ui/index.ts';
import { figurePaths } from '../../../figures/index.ts';
import { say } from '../../messages.ts';
import { publishingPaths } from '../../paths.ts';
import type { MentionGate } from '../../rules.ts';
import type { ReadMention, TextReading } from '../reading.ts';
import { comparedInWords } from './mention-words.ts';

export interface ReadingListProps {
  reading: TextReading;
  slug: string;
  /** Reasons may be written here: on the page of the reading, not in a preview. */
  mayGiveReasons: boolean;
}

/** Every mention of a text: contradictions first, then what nothing vouches for, then what holds. */
export function ReadingList({ reading, slug, mayGiveReasons }: ReadingListProps) {
  const t = say.in(usePage().lang);
  const numbered = reading.mentions.map((mention, index) => ({ mention, id: mentionId(reading, index) }));
  if (numbered.length === 0) return <p>{t('reading.none')}</p>;
  const sorted = numbered.toSorted((a, b) => order[a.mention.gate] - order[b.mention.gate]);
  return (
    <ol class="mentions">
      {sorted.map(({ mention, id }) => (
        <MentionItem mention={mention} id={id} slug={slug} lang={reading.lang} mayGiveReasons={mayGiveReasons} />
      ))}
    </ol>
  );
}

/** Where a mention stands in the list, for the text to lead to it. */
export function mentionId({ lang }: TextReading, index: number): string {
  return `mention-${lang}-${index + 1}`;
}

function MentionItem({
  mention,
  id,
  slug,
  lang: language,
  mayGiveReasons,
}: {
  mention: ReadMention;
  id: string;
  slug: string;
  lang: 'fr' | 'en';
  mayGiveReasons: boolean;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const foreign = language === lang ? undefined : language;
  const { gate, reason, figure, figureName } = mention;
  return (
    <li id={id} class={`mention-item mention-${gate}`}>
      <p class="mention-head">
        <strong lang={foreign}>{mention.words}</strong> <Tag kind={gates[gate]}>{t(`class.${mention.class}`)}</Tag>{' '}
        {gate !== 'clear' && <strong class="mention-gate">{t(`gate.${gate}`)}</strong>}
      </p>
      <p lang={foreign} class="muted">
        {mention.plainSentence}
      </p>
      <p>
        {comparedInWords(mention, lang)} {figure && figureName && <Link href={figurePaths.figure(figure)}>{t('reading.seeFigure')}</Link>}
      </p>
      {mention.class === 'unbound' && figure && (
        <p>
          {t('reading.bind')} <code>{`:${language === 'fr' ? 'chiffre' : 'figure'}{#${figure}}`}</code>
        </p>
      )}
      {reason && <p>{t('reading.reason', { reason: reason.reason, by: reason.by })}</p>}
      {mayGiveReasons && gate === 'reasonNeeded' && (
        <Form action={publishingPaths.reasons(slug)} class="reason">
          <input type="hidden" name="lang" value={language} />
          <input type="hidden" name="sentence" value={mention.sentence} />
          <input type="hidden" name="mention" value={mention.text} />
          <TextArea
            name="reason"
            id={`reason-${id}`}
            label={t('field.mentionReason')}
            hint={t('field.mentionReasonHint')}
            rows={2}
            maxlength={1000}
          />
          <Button kind="secondary">{t('reading.giveReason')}</Button>
        </Form>
      )}
    </li>
  );
}

const order: Record<MentionGate, number> = { broken: 0, unread: 0, contradicted: 0, reasonNeeded: 1, clear: 2 };

const gates: Record<MentionGate, TagKind> = { broken: 'bad', unread: 'bad', contradicted: 'bad', reasonNeeded: 'waiting', clear: 'good' };
