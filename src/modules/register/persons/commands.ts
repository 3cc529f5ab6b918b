import { randomUUID } from 'node:crypto';
import { factKinds } from '../facts/kinds.ts';
import { recordFact } from '../facts/record.ts';
import type { Revision } from '../facts/revision.ts';
import { person } from '../schema.ts';
import type { Certainty, ContactChannel, Gender } from '../vocabulary.ts';
import { sortKeyOf } from './names.ts';

export interface NewPerson {
  /** As it is said: « Awa Diop ». */
  name: string;
  /** Where lists put them; drawn from the name when absent. */
  sortKey?: string | null;
  gender?: Gender | null;
  /** « Madame la Maire ». */
  formOfAddress?: string | null;
  contacts?: readonly { channel: ContactChannel; value: string }[];
  certainty?: Certainty;
  sourceId: string;
}

/** Creates a person with their name and how they are reached, in an open revision. @returns their identifier */
export async function createPerson(rev: Revision, input: NewPerson): Promise<string> {
  const id = randomUUID();
  await rev.act.db.insert(person).values({ id, revision: rev.number });
  const context = { from: null, to: null, certainty: input.certainty ?? 'confirmed', sourceId: input.sourceId } as const;
  const { name, gender = null, formOfAddress = null } = input;
  await recordFact(rev, factKinds.personName, {
    ...context,
    values: { personId: id, name, sortKey: input.sortKey ?? sortKeyOf(name), gender, formOfAddress },
  });
  for (const { channel, value } of input.contacts ?? [])
    await recordFact(rev, factKinds.personContact, { ...context, values: { personId: id, channel, value } });
  return id;
}
