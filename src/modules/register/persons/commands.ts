import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Missing, Refused } from '../../../kernel/errors.ts';
import { factKinds } from '../facts/kinds.ts';
import { recordFact } from '../facts/record.ts';
import { isUuid } from '../facts/read.ts';
import type { Revision } from '../facts/revision.ts';
import { say } from '../mandates/messages.ts';
import { person, personRedaction } from './schema.ts';
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

/** Nothing more is recorded of someone who was erased. @throws Missing where there is no such person, Refused */
export async function refuseErased(act: Act, personId: string): Promise<void> {
  const [found] = isUuid(personId)
    ? await act.db
        .select({ id: person.id, erasedIn: personRedaction.revision })
        .from(person)
        .leftJoin(personRedaction, eq(personRedaction.personId, person.id))
        .where(eq(person.id, personId))
    : [];
  if (!found) throw new Missing(`person ${personId}`);
  if (found.erasedIn !== null) throw new Refused(say.later('redaction.already'));
}
