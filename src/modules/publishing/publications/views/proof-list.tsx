import { formatDate, formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Details, Link, Tag, usePage } from '../../../../ui/index.ts';
import { figurePaths } from '../../../figures/index.ts';
import { say } from '../../messages.ts';
import { type NumberedProof, valueInWords } from '../figure-view.ts';

export interface ProofListProps {
  proofs: readonly NumberedProof[];
  figuresOn: Temporal.PlainDate;
  url: string;
}

/** « Chiffres et preuves »: every figure of the text, its value, its day, its code; on paper, the footnotes. */
export function ProofList({ proofs, figuresOn, url }: ProofListProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (proofs.length === 0) return null;
  return (
    <aside class="proof proofs" aria-labelledby="proofs">
      <h2 id="proofs">{t('proofs.title')}</h2>
      <p>{t('proofs.day', { day: formatDate(figuresOn, lang) })}</p>
      <ol>
        {proofs.map((one) => (
          <ProofItem {...one} figuresOn={figuresOn} url={url} />
        ))}
      </ol>
    </aside>
  );
}

function ProofItem({ proof, state, figuresOn, url }: NumberedProof & Pick<ProofListProps, 'figuresOn' | 'url'>) {
  const { lang, t: ui } = usePage();
  const t = say.in(lang);
  const { code, rule, on, value, sameDay, today, alternatives } = proof;
  const write = (number: number | null) =>
    number === null ? t('proofs.noValue') : formatNumber(number, lang, { maximumFractionDigits: 4 });
  return (
    <li id={`note-${code}`}>
      <strong>{valueInWords(proof, lang)}</strong>
      {!on.equals(figuresOn) && <> {t('proofs.on', { day: formatDate(on, lang) })}</>}
      <br />
      <span class="muted">{inLang(proof.name, lang)}</span>
      <br />
      <Link href={figurePaths.verify(code)}>
        <code>{code}</code>
      </Link>{' '}
      <Tag kind={stateTags[state]}>{ui(`proof.${state}`)}</Tag>
      {sameDay !== value && (
        <>
          <br />
          {t('proofs.corrected', { value: write(sameDay) })}
        </>
      )}
      {today !== value && today !== sameDay && (
        <>
          <br />
          {t('proofs.today', { value: write(today) })}
        </>
      )}
      <Details class="no-print" summary={t('proofs.how')}>
        <p>{inLang(rule, lang)}</p>
        {alternatives.length > 0 && (
          <>
            <p>{t('proofs.alternatives')}</p>
            <ul>
              {alternatives.map((other) => (
                <li>
                  {inLang(other.label, lang)}
                  {t('notice.colon')} <strong>{write(other.value)}</strong>
                </li>
              ))}
            </ul>
          </>
        )}
      </Details>
      <span class="print-only">
        {' '}
        {inLang(rule, lang)} {url}
        {figurePaths.verify(code)}
      </span>
    </li>
  );
}

const stateTags = { holds: 'good', drift: 'waiting', fails: 'bad' } as const;
