import { localPath } from '../../../../kernel/http/env.ts';
import { formatDate, formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import '../../views/custom-elements.ts';
import { say } from '../../messages.ts';
import { figurePaths } from '../../paths.ts';
import { valueInWords } from '../../views/words.ts';
import type { PublishedSnapshot } from '../queries.ts';

export interface ProofDocumentProps {
  snapshot: PublishedSnapshot;
  lang: Lang;
  siteUrl: string;
  /** The text of the script that verifies. */
  script: string;
}

/**
 * One file that proves a figure by itself, opened from a disk with no network: the signed file and the script that verifies it.
 * Script and style are `data:` addresses, for markup is never written as text.
 */
export function ProofDocument({ snapshot: { payload, code, on, knownAt, file }, lang, siteUrl, script }: ProofDocumentProps) {
  const t = say.in(lang);
  const title = valueInWords(payload.value, payload.figure.unit, lang);
  const externalUrl = siteUrl + localPath(lang, figurePaths.verify(code));
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="content-security-policy" content="default-src 'none'; script-src data:; style-src data:" />
        <title>{`${title} – ${code}`}</title>
        <link rel="stylesheet" href={dataUrl('text/css', style)} />
        <script src={dataUrl('text/javascript', script)} defer />
      </head>
      <body>
        <main>
          <p class="eyebrow">{t('proof.eyebrow', { code })}</p>
          <h1>{title}</h1>
          <p>{t('snapshot.lede', { on: formatDate(on, lang), knownAt: formatInstant(knownAt, lang) })}</p>
          <p>{inLang(payload.figure.rule, lang)}</p>
          <h2>{t('verify.title')}</h2>
          <p>{t('proof.why')}</p>
          <verify-snapshot data-source="signed-file" data-keys-url={siteUrl + figurePaths.keys()}>
            <div aria-live="polite">
              <p>{t('proof.noScript')}</p>
            </div>
          </verify-snapshot>
          <p>
            {t('proof.online')} <a href={externalUrl}>{externalUrl}</a>
          </p>
          <details>
            <summary>{t('verify.printed')}</summary>
            <pre id="signed-file">{file}</pre>
          </details>
        </main>
      </body>
    </html>
  );
}

const style = `body{margin:0;font:1.0625rem/1.55 system-ui,sans-serif;color:#1b2233;background:#fffdf9}
main{max-inline-size:46rem;margin-inline:auto;padding:2rem 1.25rem}
h1,h2,h3{font-family:Palatino,"Book Antiqua",Georgia,serif;line-height:1.2}
.eyebrow{color:#4a5266}
.verdict{padding:.8rem 1rem;border-inline-start:5px solid #9c2f23;background:#f8dfd9}
.verdict-good{border-color:#1c5d4a;background:#dcece6}
dt{font-weight:600;margin-block-start:.6rem}dd{margin:0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem;background:#f3eee6;padding:1rem}
a{color:#17233f;overflow-wrap:anywhere}
:focus-visible{outline:3px solid #ffc94d}`;

function dataUrl(type: string, text: string): string {
  return `data:${type};charset=utf-8;base64,${Buffer.from(text).toString('base64')}`;
}
