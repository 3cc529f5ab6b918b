import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { projectPath } from '../../../kernel/project.ts';
import { checkReadings, resolveMoment } from '../evaluation/evaluate.ts';
import { alternativeSchema, localizedSchema, readingSchema } from '../evaluation/expression.ts';
import { figure } from '../schema.ts';
import { insertFigure, publishVersion } from './commands.ts';

const shippedSchema = z.array(
  readingSchema.extend({
    slug: z.string(),
    name: localizedSchema,
    rule: localizedSchema,
    unit: localizedSchema,
    alternatives: z.array(alternativeSchema),
  }),
);

/**
 * Defines and publishes the figures that ship with the product (`data/reference/figures.json`), after the reference facts,
 * where there is no figure yet. One that counts what this register does not hold is left out.
 * @returns the slugs of those that were created
 */
export async function loadFigures(act: Act, file = projectPath('data/reference/figures.json')): Promise<string[]> {
  return inTransaction(act, async (act) => {
    const [any] = await act.db.select({ id: figure.id }).from(figure).limit(1);
    if (any) return [];
    const at = await resolveMoment(act, {});
    const created: string[] = [];
    for (const shipped of readShipped(file)) {
      const { faults } = await checkReadings(act, [shipped, ...shipped.alternatives], at);
      if (faults.length > 0) continue;
      const { slug, name, rule, unit, expression, certainties, alternatives } = shipped;
      await insertFigure(act, slug, {
        nameFr: name.fr,
        nameEn: name.en,
        ruleFr: rule.fr,
        ruleEn: rule.en,
        unitFr: unit.fr,
        unitEn: unit.en,
        expression,
        certainties,
        alternatives,
      });
      await publishVersion(act, slug);
      created.push(slug);
    }
    return created;
  });
}

function readShipped(file: string): z.output<typeof shippedSchema> {
  return shippedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
