import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { eq } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { projectPath } from '../../../kernel/project.ts';
import { say } from '../messages.ts';
import { publishText } from '../publications/commands.ts';
import { writtenText } from '../schema.ts';
import { createText, saveText } from '../texts/commands.ts';
import { approveText, recordReading } from '../texts/life.ts';
import { readTextFile, type TextFile } from './text-file.ts';

/**
 * Writes, reads, approves and publishes the texts that ship with the product (`data/reference/texts`), through the same
 * commands as anyone's, once the reference facts and the figures are there. A text that exists is left as it is.
 * @returns the slugs of those that were published
 */
export async function loadTexts(act: Act, folder = projectPath('data', 'reference', 'texts')): Promise<string[]> {
  const published: string[] = [];
  for (const file of globSync('*.fr.md', { cwd: folder }).toSorted()) {
    const name = basename(file, '.fr.md');
    const [fr, en] = (['fr', 'en'] as const).map((lang) => readTextFile(readFileSync(`${folder}/${name}.${lang}.md`, 'utf8')));
    if (await loadText(act, fr!, en!)) published.push(fr!.slug);
  }
  return published;
}

async function loadText(act: Act, fr: TextFile, en: TextFile): Promise<boolean> {
  const reason = say.in('fr')('reference.reason');
  return inTransaction(act, async (act) => {
    const [known] = await act.db.select({ id: writtenText.id }).from(writtenText).where(eq(writtenText.slug, fr.slug));
    if (known) return false;
    const { slug, kind, figuresOn } = fr;
    await createText(act, { slug, kind, figuresOn, title: fr.title, signature: fr.signature });
    await saveText(act, slug, {
      figuresOn,
      translationCurrent: 'yes',
      frBase: 1,
      frTitle: fr.title,
      frLead: fr.lead,
      frMarkdown: fr.markdown,
      frSignature: fr.signature,
      enBase: 0,
      enTitle: en.title,
      enLead: en.lead,
      enMarkdown: en.markdown,
      enSignature: en.signature,
    });
    const seen = { frSeen: 2, enSeen: 1 };
    await recordReading(act, slug);
    await approveText(act, slug, { reason, ...seen });
    await publishText(act, slug, { withEnglish: 'yes', ...seen });
    return true;
  });
}
