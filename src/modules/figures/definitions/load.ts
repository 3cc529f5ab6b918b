import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { projectPath } from '../../../kernel/project.ts';
import { alternativeSchema, localizedSchema, readingSchema } from '../evaluation/expression.ts';
import { figure } from '../schema.ts';
import { insertFigure, publishVersion } from './commands.ts';

const shippedSchema = z.array(readingSchema.extend({
  slug: z.string(),
  name: localizedSchema,
  rule: localizedSchema,
  unit: localizedSchema,
  alternatives: z.array(alternativeSchema),
}));

/**
 * Defines and publishes the figures that ship with the product (`data/reference/figures.json`), once the reference facts
 * are there. A figure that exists already, whatever became of it, is left as it is.
 * @returns the slugs of those that were created
 */
export async function loadFigures(act: Act, file = projectPath('data/reference/figures.json')): Promise<string[]> {
  const shipped = shippedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return inTransaction(act, async (act) => {
    const created: string[] = [];
    for (const { slug, name, rule, unit, expression, certainties, alternatives } of shipped) {
      const [known] = await act.db.select({ id: figure.id }).from(figure).where(eq(figure.slug, slug));
      if (known) continue;
      await insertFigure(act, slug, {
        nameFr: name.fr, nameEn: name.en, ruleFr: rule.fr, ruleEn: rule.en, unitFr: unit.fr, unitEn: unit.en, expression, certainties, alternatives,
      });
      await publishVersion(act, slug);
      created.push(slug);
    }
    return created;
  });
}
