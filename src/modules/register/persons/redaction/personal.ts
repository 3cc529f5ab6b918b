import { erased } from '../../../../kernel/db/erase.ts';
import { factKinds, type FactKind } from '../../facts/kinds.ts';
import type { Settings } from '../../settings/rules.ts';

/**
 * How long something personal is kept: as long as the register (who was at the head of a city is public and history), or
 * some years after the person's last mandate, as the rules of the register say (settings/rules.ts).
 */
type Keeping = 'as the register' | 'after the last mandate';

interface PersonalColumn {
  /** What it holds once the person is erased: a word where the table wants one. */
  becomes: typeof erased | null;
  kept: Keeping;
}

const named: PersonalColumn = { becomes: erased, kept: 'as the register' };
const about: PersonalColumn = { becomes: null, kept: 'as the register' };
const reached: PersonalColumn = { becomes: erased, kept: 'after the last mandate' };

/**
 * The columns that hold something personal, by kind of fact: a name, how someone is reached, and what was noted in
 * sentences, which may say either. The triggers of the migration let these change, and no other.
 */
export const personalColumns: readonly { kind: FactKind; columns: Record<string, PersonalColumn> }[] = [
  { kind: factKinds.personContact as FactKind, columns: { value: reached, note: about, retainedReason: about } },
  {
    kind: factKinds.personName as FactKind,
    columns: { name: named, sortKey: named, gender: about, formOfAddress: about, note: about, retainedReason: about },
  },
  { kind: factKinds.seat as FactKind, columns: { note: about, retainedReason: about } },
  { kind: factKinds.mandate as FactKind, columns: { note: about, retainedReason: about } },
];

/** Whether someone's contacts should have gone: their last mandate ended that long ago. Null: they never had one, or are still in office. */
export function areContactsKeptTooLong(
  lastEnd: Temporal.PlainDate | null,
  on: Temporal.PlainDate,
  { contactYears }: Pick<Settings, 'contactYears'>,
): boolean {
  return lastEnd !== null && Temporal.PlainDate.compare(lastEnd.add({ years: contactYears }), on) <= 0;
}
