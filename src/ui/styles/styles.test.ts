import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { assetFiles } from '../assets.ts';

const css = [...assetFiles()].find(([name]) => name.endsWith('.css'))![1].body.toString();
const tokens = readFileSync(path.join(import.meta.dirname, '_tokens.scss'), 'utf8');

test('the whole style sheet, print included, stays within 12 kB compressed', () => {
  process.stdout.write(
    `beffroi.css: ${css.length} bytes, gzip ${gzipSync(css, { level: 9 }).length}, brotli ${brotliCompressSync(css).length}\n`,
  );
  expect(gzipSync(css, { level: 9 }).length).toBeLessThanOrEqual(12_000);
});

// What a page loads is weighed in the browser (e2e/pages.test.ts): 12 kB at most, whichever islands meet there.
test('no island takes more than three quarters of the 12 kB that a page may load', () => {
  const scripts = [...assetFiles()].filter(([name]) => name.endsWith('.js')).map(([, file]) => gzipSync(file.body).length);
  process.stdout.write(`islands: gzip ${scripts.join(' + ')}\n`);
  expect(Math.max(...scripts)).toBeLessThanOrEqual(9_000);
});

test('nothing is set to the left or to the right', () => {
  expect(css.match(/[{;](?:(?:margin|padding|border)-(?:left|right)|left|right)\b[^;}]*|text-align:(?:left|right)/g) ?? []).toEqual([]);
});

test('nothing is fetched from elsewhere', () => {
  expect(css).not.toMatch(/url\((?!"?data:)|@import|@font-face/);
});

test.each([
  ['ink', 'paper'],
  ['ink', 'stone'],
  ['ink', 'focus'],
  ['ink', 'waiting-soft'],
  ['ink-2', 'paper'],
  ['ink-2', 'stone'],
  ['night', 'paper'],
  ['night', 'neutral-soft'],
  ['brick', 'paper'],
  ['brick-dark', 'paper'],
  ['seal', 'paper'],
  ['warn', 'paper'],
  ['error', 'paper'],
  ['error', 'stone'],
  ['plum', 'paper'],
  ['plum', 'stone'],
  ['good-dark', 'good-soft'],
  ['waiting-dark', 'waiting-soft'],
  ['bad-dark', 'bad-soft'],
  ['paper', 'brick'],
  ['paper', 'error'],
  ['paper', 'night'],
])('%s on %s can be read (4.5 to 1)', (text, ground) => {
  expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
});

function colour(name: string): string {
  return new RegExp(String.raw`^\$${name}: #([0-9a-f]{6});`, 'm').exec(tokens)![1]!;
}

// WCAG 2.2, relative luminance and contrast ratio.
function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
