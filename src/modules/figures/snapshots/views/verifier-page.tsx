import type { PublishedKey, Verification } from '../../../../kernel/signing/index.ts';
import { say as saySigning } from '../../../../kernel/signing/messages.ts';
import { Button, type FieldErrors, FileUpload, Form, Link, Page, TextArea, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { figurePaths } from '../../paths.ts';
import '../../views/custom-elements.ts';
import { valueInWords } from '../../views/words.ts';
import type { SnapshotPayload } from '../payload.ts';

export interface VerifierPageProps {
  keys: PublishedKey[];
  siteUrl: string;
  /** What this server found, for readers whose browser runs no script. */
  verification?: Verification<SnapshotPayload> | undefined;
  errors?: FieldErrors | undefined;
}

/** Where anyone verifies a snapshot's file: in their own browser; by this server where no script runs. */
export function VerifierPage({ keys, siteUrl, verification, errors }: VerifierPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const title = t('verifier.title');
  return (
    <Page
      title={title}
      description={t('verifier.lede')}
      islands={['verify']}
      hasErrors={errors !== undefined}
      breadcrumbs={[{ text: t('figures.title'), href: figurePaths.figures() }, { text: title }]}
    >
      <h1>{title}</h1>
      <p class="lede">{t('verifier.lede')}</p>
      <form method="get" action={usePage().href(figurePaths.verifier())} class="code-search">
        <label class="govuk-label" for="code">
          {t('verifier.code')}
        </label>
        <input class="govuk-input govuk-input--width-20" id="code" name="code" placeholder="BF-0000-0000-00" autocomplete="off" />{' '}
        <Button kind="secondary">{t('verifier.find')}</Button>
      </form>
      <h2>{t('verifier.file')}</h2>
      <verify-file
        data-keys={JSON.stringify(keys.map(({ id, publicKey }) => ({ id, publicKey })))}
        data-keys-url={siteUrl + figurePaths.keys()}
      >
        <Form files action={figurePaths.verifier()} errors={errors}>
          <FileUpload name="file" label={t('verifier.choose')} accept=".json,application/json" hint={t('verifier.chooseHint')} />
          <TextArea name="text" label={t('verifier.paste')} rows={6} spellcheck={false} />
          <Button>{t('verifier.verify')}</Button>
        </Form>
        <div aria-live="polite">{verification && <Result verification={verification} />}</div>
      </verify-file>
      <p>
        <Link href={figurePaths.keys()}>{t('verify.keys')}</Link>
      </p>
    </Page>
  );
}

function Result({ verification }: { verification: Verification<SnapshotPayload> }) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (!verification.valid) {
    return (
      <p class="verdict verdict-bad">
        <strong>{t('verifier.refused')}</strong> {saySigning.in(lang)(`verify.${verification.reason}`)}
      </p>
    );
  }
  const { payload, code } = verification;
  return (
    <>
      <p class="verdict verdict-good">
        <strong>{t('verifier.valid')}</strong>{' '}
        {t('verifier.validText', { value: valueInWords(payload.value, payload.figure.unit, lang), on: payload.on, by: payload.frozenBy })}
      </p>
      <p>
        <Link href={figurePaths.verify(code)}>{code}</Link>
      </p>
    </>
  );
}
