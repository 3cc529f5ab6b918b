import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectPath } from '../project.ts';

/** What a backup says of itself; `docs/operations.md` describes the archive for whoever reads it without Beffroi. */
export const manifestSchema = z.object({
  format: z.literal(1),
  /** The version of Beffroi that made it. */
  version: z.string(),
  createdAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** Each table, in `tables/NAME.ndjson`: its columns in the order of the values of each line. */
  tables: z.record(z.string(), z.object({ columns: z.array(z.string()), rows: z.number() })),
  /** Where each sequence stands. */
  sequences: z.record(z.string(), z.object({ value: z.string(), called: z.boolean() })),
  /** Every other entry of the archive, with its SHA-256 and its length. */
  entries: z.record(z.string(), z.object({ sha256: z.string(), bytes: z.number() })),
});
export type Manifest = z.output<typeof manifestSchema>;

export const manifestEntry = 'manifest.json';
/** The manifest's own SHA-256, so that no byte of the archive goes unchecked. */
export const sealEntry = 'manifest.sha256';

export function tableEntry(table: string): string {
  return `tables/${table}.ndjson`;
}

/** The version of Beffroi that runs. */
export function productVersion(): string {
  return JSON.parse(readFileSync(projectPath('package.json'), 'utf8')).version;
}
