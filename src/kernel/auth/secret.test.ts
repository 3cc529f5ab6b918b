import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openSecret } from './secret.ts';

const data = mkdtempSync(join(tmpdir(), 'beffroi-secret-'));
afterEach(() => rmSync(data, { recursive: true, force: true }));

test('a secret is made once, whole, whoever asks for it first, and leaves nothing beside it', async () => {
  const made = await Promise.all([openSecret({ data, secret: undefined }), openSecret({ data, secret: undefined })]);
  expect(made[0]).toHaveLength(64);
  expect(new Set([...made, await openSecret({ data, secret: undefined })]).size).toBe(1);
  expect(readdirSync(data)).toEqual(['secret']);
});
