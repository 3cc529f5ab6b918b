import { gatherCatalogue } from '../../kernel/catalogue.ts';
import type { Act } from '../../kernel/act.ts';
import { createStatus, createTestParty, revise } from '../register/factories.ts';
import { register } from '../register/module.ts';
import { insertFigure, publishVersion, type VersionContent } from './definitions/commands.ts';
import type { Expression, Filter } from './evaluation/expression.ts';

/** What there is to count in tests: the register's own collections. */
export const testCatalogue = gatherCatalogue([register]);

/** A count of the parties that satisfy conditions on their statuses. */
export function buildCount(...where: Filter[]): Extract<Expression, { type: 'count' }> {
  return { type: 'count', collection: 'statuses', where, distinct: 'party' };
}

/** The condition « has this status in this institution ». */
export function inInstitution(slug: string, ...status: string[]): Filter[] {
  return [
    { dimension: 'institution', in: [slug] },
    { dimension: 'status', in: status.length > 0 ? status : ['member'] },
  ];
}

/** What a figure says, its words being of no matter to the test. */
export function buildVersion(content: Partial<VersionContent> = {}): VersionContent {
  return {
    nameFr: 'Membres',
    nameEn: 'Members',
    ruleFr: 'Les membres confirmés, le jour dit.',
    ruleEn: 'Confirmed members, on the day.',
    unitFr: 'membres',
    unitEn: 'members',
    expression: buildCount(...inInstitution('oif')),
    certainties: ['confirmed'],
    alternatives: [],
    ...content,
  };
}

/** A stored and published figure. @returns its slug */
export async function createFigureFor(act: Act, slug = 'membres', content: Partial<VersionContent> = {}): Promise<string> {
  await insertFigure(act, slug, buildVersion(content));
  await publishVersion(act, slug);
  return slug;
}

/** A register in which « oif » has as many members as there are names, since 1970. @returns their facts, in order */
export async function createMembers(act: Act, ...names: string[]): Promise<string[]> {
  return revise(act, async (rev) => {
    const { id: institutionId } = await createTestParty(rev, { name: 'OIF', slug: 'oif', kind: 'institution' });
    const facts: string[] = [];
    for (const name of names) {
      const { id: partyId } = await createTestParty(rev, { name });
      facts.push(await createStatus(rev, { partyId, institutionId, from: '1970' }));
    }
    return facts;
  });
}
