import { asc, inArray } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { dayOf, formatDate } from '../../../kernel/i18n/format.ts';
import { type Paper, type PaperBlock, writePapersPdf } from '../../../kernel/papers/index.ts';
import { say } from './messages.ts';
import { letterAttachment, type Letter } from './schema.ts';

/** Letters as one PDF to print, each on a page of its own, its address where a window envelope shows it. There must be one at least. */
export async function writeLettersPdf(act: Act, letters: readonly Letter[], options?: { twoSided: boolean }): Promise<Uint8Array> {
  const attachments = await act.db
    .select()
    .from(letterAttachment)
    .where(
      inArray(
        letterAttachment.letterId,
        letters.map((one) => one.id),
      ),
    )
    .orderBy(asc(letterAttachment.position));
  const papers = letters.map((one) =>
    paperOf(
      one,
      attachments.filter(({ letterId }) => letterId === one.id).map(({ name }) => name),
    ),
  );
  const [first] = papers;
  return writePapersPdf(papers, { ...first!, title: papers.length === 1 ? first!.title : say.in('fr')('paper.title') }, options);
}

function paperOf(one: Letter, attachments: readonly string[]): Paper {
  const t = say.in(one.lang);
  const date = dayOf(one.createdAt);
  return {
    lang: one.lang,
    title: one.subject,
    author: t('paper.sender'),
    date,
    sender: [t('paper.sender')],
    recipient: one.lines.split('\n'),
    placeAndDate: t('paper.date', { date: formatDate(date, one.lang) }),
    blocks: [
      ...one.body.split(/\n{2,}/).map((text): PaperBlock => ({ kind: 'paragraph', text })),
      ...(attachments.length > 0
        ? [{ kind: 'paragraph', style: 'small', text: t('paper.attachments', { names: attachments.join(', ') }) } as const]
        : []),
    ],
  };
}
