import { z } from 'zod';
import { day } from '../../../kernel/http/fields.ts';
import { textKinds, type TextKind } from '../vocabulary.ts';

/** A text as a file: front matter, a title, a lead, the rest. */
export interface TextFile {
  slug: string;
  kind: TextKind;
  figuresOn: Temporal.PlainDate;
  signature: string;
  title: string;
  lead: string;
  markdown: string;
}

const frontMatterSchema = z.object({ slug: z.string(), kind: z.enum(textKinds), figures_on: day, signature: z.string().default('') });

/** Reads a file of `data/reference/texts`. @throws when it is not made as it should */
export function readTextFile(content: string): TextFile {
  const { fields, body } = splitFrontMatter(content);
  const { slug, kind, figures_on: figuresOn, signature } = frontMatterSchema.parse(fields);
  const parts = /^# (.+)\n+([^\n#][^]*?)\n\n([^]*)$/.exec(body.trim());
  if (!parts) throw new Error(`The text ${slug} has no title, no lead or no body`);
  return { slug, kind, figuresOn, signature, title: parts[1]!.trim(), lead: parts[2]!.trim(), markdown: parts[3]!.trim() };
}

/** The lines `name: value` between two lines `---` at the top of a file, and what follows; no field where there are none. */
export function splitFrontMatter(content: string): { fields: Record<string, string>; body: string } {
  const found = /^---\n([^]*?)\n---\n([^]*)$/.exec(content.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  if (!found) return { fields: {}, body: content };
  const lines = found[1]!
    .split('\n')
    .map((line) => /^([a-z_]+):\s*(.*)$/.exec(line.trim()))
    .filter((line) => line !== null);
  return { fields: Object.fromEntries(lines.map(([, name, value]) => [name!, value!])), body: found[2]! };
}
