import type { Paper, PaperBlock } from '../../../kernel/papers/index.ts';
import { dayOf, formatDate } from '../../../kernel/i18n/format.ts';
import { say } from '../messages.ts';
import type { MinutesApproval, MinutesVersion, Sitting } from '../schema.ts';

/** The minutes as an office paper: headings, lists, and how they were approved and signed. They are in French, which prevails. */
export function minutesPaper(sitting: Sitting, version: MinutesVersion, approval: MinutesApproval | null, bodyName: string): Paper {
  const t = say.in('fr');
  const isApproved = approval?.version === version.number;
  return {
    lang: 'fr',
    title: t('minutes.of', { title: sitting.titleFr }),
    author: bodyName,
    date: dayOf(isApproved ? approval.at : version.at),
    reference: isApproved
      ? t('minutes.approvedOn', { day: formatDate(dayOf(approval.at), 'fr') })
      : t('minutes.draftVersion', { number: version.number }),
    blocks: [...toBlocks(version.words), ...(isApproved ? signatureBlocks(approval) : [])],
  };
}

function signatureBlocks({ hash, keyId, signature }: MinutesApproval): PaperBlock[] {
  const t = say.in('fr');
  return [
    { kind: 'heading', level: 1, text: t('minutes.signature') },
    {
      kind: 'facts',
      rows: [
        [t('minutes.hash'), hash],
        [t('minutes.key'), keyId],
        [t('minutes.signed'), signature],
      ],
    },
  ];
}

/** Lines as the minutes are written: `## ` a heading, `### ` one below it, `- ` an item of a list, an empty line between paragraphs. */
export function toBlocks(words: string): PaperBlock[] {
  const blocks: PaperBlock[] = [];
  for (const line of words.split('\n').map((one) => one.trim())) {
    const last = blocks.at(-1);
    const heading = /^(#{1,3})\s+(.+)$/.exec(line);
    const item = /^-\s+(.+)$/.exec(line);
    if (heading)
      blocks.push({
        kind: 'heading',
        level: heading[1] === '###' && blocks.some(({ kind }) => kind === 'heading') ? 2 : 1,
        text: heading[2]!,
      });
    else if (item && last?.kind === 'list') last.items.push(item[1]!);
    else if (item) blocks.push({ kind: 'list', items: [item[1]!] });
    else if (line) blocks.push({ kind: 'paragraph', text: line });
  }
  return blocks;
}
