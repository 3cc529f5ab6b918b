import { and, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Invalid } from '../../../kernel/errors.ts';
import { optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { chooseSource } from '../facts/commands.ts';
import { needsSource, sourceFields, ticked, whyOptional } from '../facts/inputs.ts';
import { inRevision, type Revision } from '../facts/revision.ts';
import { isIdentifier } from '../facts/rules.ts';
import { say } from '../messages.ts';
import { mayRecord } from '../policy.ts';
import { partyName } from '../schema.ts';
import { certainties, partyKinds } from '../vocabulary.ts';
import { createParty } from './commands.ts';

/** Everything the form of a new party may hold. `another`: it is not the party that already has this name. */
export const newPartyInput = needsSource(
  z.object({
    kind: z.enum(partyKinds),
    name: requiredText(300),
    nameEn: optionalText(300),
    officialName: optionalText(500),
    acronym: optionalText(40),
    iso3: optionalText(3),
    iso2: optionalText(6),
    website: optionalText(300),
    certainty: z.enum(certainties),
    another: ticked,
    ...sourceFields,
    ...whyOptional,
  }),
);
export type NewPartyInput = z.output<typeof newPartyInput>;

const identifierFields = { iso3: 'iso3166-1-alpha3', iso2: 'iso3166-2', website: 'website' } as const;

/**
 * Creates a party with its names and identifiers.
 * @returns its address and the revision
 * @throws Invalid where an identifier cannot be, or where a party already has the name and nothing says that this is another
 */
export async function createPartyByForm(act: Act, input: NewPartyInput): Promise<{ slug: string; revision: number }> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  const identifiers = readIdentifiers(input);
  const reason = input.reason ?? say.in('fr')('newParty.usualReason', { name: input.name });
  return inRevision(act, { command: 'party create', reason }, async (rev) => {
    if (!input.another) await refuseSameName(rev, input.name);
    const sourceId = await chooseSource(rev, input, null);
    const { slug } = await createParty(rev, { ...input, identifiers, sourceId });
    return { slug, revision: rev.number };
  });
}

function readIdentifiers(input: NewPartyInput) {
  const wrong: Record<string, ReturnType<typeof say.later>> = {};
  const identifiers = (Object.keys(identifierFields) as (keyof typeof identifierFields)[]).flatMap((field) => {
    const value = input[field];
    const scheme = identifierFields[field];
    if (value && !isIdentifier(scheme, value)) wrong[field] = say.later(`form.badIdentifier.${scheme}`);
    return value ? [{ scheme, value }] : [];
  });
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return identifiers;
}

async function refuseSameName(rev: Revision, name: string): Promise<void> {
  const [same] = await rev.act.db
    .select({ name: partyName.name })
    .from(partyName)
    .where(and(sql`folded(${partyName.name}) = folded(${name})`, sql`upper_inf(${partyName.recorded})`))
    .limit(1);
  if (same) throw new Invalid({ name: say.later('newParty.sameName', { name: same.name }) });
}
