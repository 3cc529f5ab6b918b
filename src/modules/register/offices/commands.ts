import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { Invalid } from '../../../kernel/errors.ts';
import type { Revision } from '../facts/revision.ts';
import { say } from '../messages.ts';
import { office } from '../persons/schema.ts';
import type { OfficeTitle } from './titles.ts';

/** Creates the office of head of a party, in an open revision. @throws Invalid where its address is taken */
export async function createOffice(
  rev: Revision,
  { partyId, title, slug }: { partyId: string; title: OfficeTitle; slug: string },
): Promise<string> {
  const [taken] = await rev.act.db.select({ id: office.id }).from(office).where(eq(office.slug, slug));
  if (taken) throw new Invalid({ slug: say.later('office.taken', { slug }) });
  const id = randomUUID();
  await rev.act.db.insert(office).values({ id, slug, partyId, title, revision: rev.number });
  return id;
}
