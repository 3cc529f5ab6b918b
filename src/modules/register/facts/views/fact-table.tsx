import type { ComponentChildren } from 'preact';
import { Details, Table } from '../../../../ui/index.ts';
import { useRegister } from '../../views/register-context.ts';
import { aboutInWords } from '../in-words.ts';
import type { HeldFact } from '../read.ts';
import type { Refs } from '../refs.ts';
import { isOn, spanInWords } from '../spans.ts';
import { FactActions, FactMarks, HistoryLink, SourceLink } from './marks.tsx';

export interface FactTableProps {
  caption: string;
  facts: HeldFact[];
  refs: Refs;
  /** The name of the first column. */
  what: string;
  /** What each fact says, in the first column. */
  says: (fact: HeldFact) => ComponentChildren;
  /** When it is true, in other words than those of its dates. */
  when?: ((fact: HeldFact) => ComponentChildren) | undefined;
}

/** Facts of one sort, side by side: what they say, when, according to whom; those of other days are unrolled on request. */
export function FactTable(props: FactTableProps) {
  const { say, day } = useRegister();
  const onDay = props.facts.filter((fact) => isOn(fact.span, day.at.on));
  const others = props.facts.filter((fact) => !onDay.includes(fact));
  return (
    <>
      {onDay.length > 0 ? <Rows {...props} facts={onDay} /> : <p class="muted">{say('fact.noneOnDay')}</p>}
      {others.length > 0 && (
        <Details summary={say('fact.otherDays', { count: others.length })}>
          <Rows {...props} facts={others} caption={say('fact.otherDaysOf', { caption: props.caption })} />
        </Details>
      )}
    </>
  );
}

function Rows({ caption, facts, refs, what, says, when }: FactTableProps) {
  const { say, lang, mayChange } = useRegister();
  return (
    <Table
      caption={caption}
      captionHidden
      class="facts"
      columns={[
        { header: what },
        { header: say('fact.when') },
        { header: say('fact.source') },
        { header: say('fact.historyHeader') },
        ...(mayChange ? [{ header: say('fact.actions') }] : []),
      ]}
      rows={facts.map((fact) => [
        <>
          {says(fact)}
          <FactMarks fact={fact} />
          <Reasons fact={fact} />
        </>,
        when ? when(fact) : spanInWords(fact.span, lang),
        <SourceLink source={refs.sources.get(fact.sourceId)} />,
        <HistoryLink fact={fact} />,
        ...(mayChange ? [<FactActions fact={fact} about={aboutInWords(fact, refs, lang)} />] : []),
      ])}
    />
  );
}

/** Why this claim was retained, and what was noted of the fact. */
function Reasons({ fact }: { fact: HeldFact }) {
  const { say } = useRegister();
  const reason = fact.row['retained_reason'];
  return (
    <>
      {typeof reason === 'string' && <p class="row-note">{say('fact.retainedBecause', { reason })}</p>}
      {fact.note && <p class="row-note">{fact.note}</p>}
    </>
  );
}
