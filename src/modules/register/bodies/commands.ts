import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { Invalid } from '../../../kernel/errors.ts';
import type { Revision } from '../facts/revision.ts';
import { say } from '../messages.ts';
import { body } from '../schema.ts';
import type { BodyKind } from '../vocabulary.ts';

export interface NewBody {
  slug: string;
  institutionId: string;
  kind: BodyKind;
  nameFr: string;
  nameEn?: string | null;
}

/** Creates a body of an institution, in an open revision. @throws Invalid where its address is taken */
export async function createBody(rev: Revision, { slug, institutionId, kind, nameFr, nameEn = null }: NewBody): Promise<string> {
  const [taken] = await rev.act.db.select({ id: body.id }).from(body).where(eq(body.slug, slug));
  if (taken) throw new Invalid({ slug: say.later('body.taken', { slug }) });
  const id = randomUUID();
  await rev.act.db.insert(body).values({ id, slug, institutionId, kind, nameFr, nameEn, revision: rev.number });
  return id;
}
