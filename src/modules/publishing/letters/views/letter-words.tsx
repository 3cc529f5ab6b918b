import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { usePage } from '../../../../ui/index.ts';

/** A letter as it reads: its subject, its paragraphs, line breaks kept. */
export function LetterWords({ subject, body, lang }: { subject: string; body: string; lang: Lang }) {
  const page = usePage();
  return (
    <div class="letter" lang={page.lang === lang ? undefined : lang}>
      <p class="letter-subject">{subject}</p>
      {body.split(/\n{2,}/).map((paragraph) => (
        <p>{paragraph.split('\n').flatMap((line, index) => (index > 0 ? [<br />, line] : [line]))}</p>
      ))}
    </div>
  );
}
