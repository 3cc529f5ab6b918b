import { Details, Link, usePage } from '../../../../ui/index.ts';
import '../../views/custom-elements.ts';
import { say } from '../../messages.ts';
import { figurePaths } from '../../paths.ts';
import type { SnapshotPageProps } from './snapshot-page.tsx';

/** A file printed in the page beyond this length would weigh on slow connections: the reader downloads it instead. */
const mostPrinted = 200_000;

/** Verification where the reader is, and everything to do it elsewhere, without this site. */
export function Verifying({ snapshot: { code, file }, keys, siteUrl }: SnapshotPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2>{t('verify.title')}</h2>
      <p>{t('verify.why')}</p>
      {file.length <= mostPrinted && (
        <verify-snapshot
          data-source="signed-file"
          data-keys={JSON.stringify(keys.map(({ id, publicKey }) => ({ id, publicKey })))}
          data-keys-url={siteUrl + figurePaths.keys()}
        >
          <div aria-live="polite">
            <p>{t('verify.noScript')}</p>
          </div>
        </verify-snapshot>
      )}
      <ul>
        <li>
          <Link href={figurePaths.snapshotFile(code)} download>
            {t('verify.file')}
          </Link>
        </li>
        <li>
          <Link href={figurePaths.proof(code)} download>
            {t('verify.proof')}
          </Link>{' '}
          {t('verify.proofWhy')}
        </li>
        <li>
          <Link href={figurePaths.verifier()}>{t('verify.page')}</Link>
        </li>
        <li>
          {t('verify.command')} <code>beffroi verify {code}.json</code>
        </li>
        <li>
          <Link href={figurePaths.keys()}>{t('verify.keys')}</Link>
        </li>
      </ul>
      {file.length <= mostPrinted && (
        <Details summary={t('verify.printed')}>
          <pre class="signed-file" id="signed-file">
            {file}
          </pre>
        </Details>
      )}
    </>
  );
}
