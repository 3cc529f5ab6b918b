import type { ComponentChildren } from 'preact';
import { Link, Tag, type TagKind } from '../../../../ui/index.ts';
import { registerPaths } from '../../paths.ts';
import { sourceLabel } from '../../sources-in-words.ts';
import type { Certainty } from '../../vocabulary.ts';
import { useRegister } from '../../views/register-context.ts';
import type { HeldFact } from '../read.ts';
import type { SourceRow } from '../refs.ts';
import { attestedInWords, isUndatedOn } from '../spans.ts';

/** Only what is not confirmed is marked: on a page where all is sure, nothing distracts. */
export function CertaintyTag({ certainty }: { certainty: Certainty }) {
  const { say } = useRegister();
  if (certainty === 'confirmed') return null;
  return <Tag kind={certaintyKinds[certainty]}>{say(`certainty.${certainty}`)}</Tag>;
}

/** What the reader must know of a fact before trusting it: its certainty, whether it is the claim retained, whether anything dates it that day. */
export function FactMarks({ fact }: { fact: HeldFact }) {
  const { say, day, lang } = useRegister();
  return (
    <>
      {' '}
      <CertaintyTag certainty={fact.certainty} />
      {!fact.retained && (
        <>
          {' '}
          <Tag kind="over">{say('retained.no')}</Tag>
        </>
      )}
      {fact.span.attestedFrom && isUndatedOn(fact.span, day.at.on) && (
        <>
          {' '}
          <Tag kind="over">{say('fact.undated', { attested: attestedInWords(fact.span.attestedFrom, lang) })}</Tag>
        </>
      )}
    </>
  );
}

/** Where a fact comes from, linked where it has an address. */
export function SourceLink({ source }: { source: SourceRow | undefined }) {
  if (!source) return <>—</>;
  const label = sourceLabel(source);
  return source.url ? (
    <a href={source.url} rel="external">
      {label}
    </a>
  ) : (
    <>{label}</>
  );
}

/** The link to who recorded the fact, when and why. */
export function HistoryLink({ fact, children }: { fact: Pick<HeldFact, 'kind' | 'factId'>; children?: ComponentChildren }) {
  const { say } = useRegister();
  return <Link href={registerPaths.history(fact.kind, fact.factId)}>{children ?? say('fact.history')}</Link>;
}

/** What an officer may do with a fact. */
export function FactActions({ fact, about }: { fact: HeldFact; about: string }) {
  const { say } = useRegister();
  const actions = [
    !fact.retained && ('choix' as const),
    fact.retained && !fact.span.to && ('fin' as const),
    'correction' as const,
    'retrait' as const,
  ].filter((action) => action !== false);
  return (
    <ul class="row-actions">
      {actions.map((action) => (
        <li>
          <Link href={registerPaths.changeFact(fact.kind, fact.factId, action)}>
            {say(`fact.action.${action}`)}
            <span class="govuk-visually-hidden"> ({about})</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

const certaintyKinds: Record<Certainty, TagKind> = { confirmed: 'good', probable: 'waiting', disputed: 'bad' };
