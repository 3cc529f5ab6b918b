import { eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { correctText } from '../../../modules/publishing/publications/commands.ts';
import { writtenText } from '../../../modules/publishing/schema.ts';
import { saveText } from '../../../modules/publishing/texts/commands.ts';
import { approveText, recordReading } from '../../../modules/publishing/texts/life.ts';
import { findDraft } from '../../../modules/publishing/texts/queries.ts';
import { inventedSource } from '../network.ts';

const slug = 'kigali-2025';

/** What the demonstration adds to the account of Kigali, before its passage on CHAMP: the heading that follows, and the words. */
const added = {
  fr: {
    before: '## CHAMP',
    words:
      'Les projets du fonds de coopération le montrent. :chiffre[% des projets soutenus]{#projets-egalite dit="Plus de 20"} et dont le marqueur « égalité » a été examiné concernent l’égalité entre les femmes et les hommes, comme objectif principal ou significatif. La page de ce chiffre donne ses autres lectures : l’objectif principal seul, les montants, les projets en cours.',
  },
  en: {
    before: '## CHAMP',
    words:
      'The projects of the cooperation fund show it. :figure[% of the supported projects]{#projets-egalite says="More than 20"} whose gender marker was screened concern equality between women and men, as a principal or a significant objective. The page of this figure gives its other readings: the principal objective alone, amounts, live projects.',
  },
} as const;

/**
 * Binds « more than 20 % of supported projects concern equality » in the account of Kigali to the projects of the
 * demonstration, as a correction of what is published; where that account is not, nothing is done.
 */
export async function bindEquality(act: Act): Promise<void> {
  const [known] = await act.db.select({ id: writtenText.id }).from(writtenText).where(eq(writtenText.slug, slug));
  if (!known) return;
  const { fr, en, figuresOn } = await findDraft(act, slug);
  await saveText(act, slug, {
    figuresOn,
    translationCurrent: 'yes',
    frBase: fr.number,
    frTitle: fr.title,
    frLead: fr.lead,
    frMarkdown: add(fr.markdown, added.fr),
    frSignature: fr.signature,
    enBase: en!.number,
    enTitle: en!.title,
    enLead: en!.lead,
    enMarkdown: add(en!.markdown, added.en),
    enSignature: en!.signature,
  });
  const now = await findDraft(act, slug);
  const seen = { frSeen: now.fr.number, enSeen: now.en!.number };
  await recordReading(act, slug);
  await approveText(act, slug, { reason: inventedSource, ...seen });
  const notice = {
    noticeFr: 'Ajout de la part des projets qui concernent l’égalité.',
    noticeEn: 'The share of projects that concern equality was added.',
  };
  await correctText(act, slug, { withEnglish: 'yes', ...notice, ...seen });
}

function add(markdown: string, { before, words }: { before: string; words: string }): string {
  return markdown.replace(before, () => `${words}\n\n${before}`);
}
