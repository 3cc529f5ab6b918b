import { expect, test } from 'vitest';
import { gatherLines } from './request-log.ts';

test('lines of one moment are written together, in their order, and none is lost at the end', async () => {
  const written: string[] = [];
  const write = gatherLines((text) => written.push(text));
  write('un');
  write('deux');
  expect(written).toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(written).toEqual(['un\ndeux\n']);
  write('trois');
  write.flush();
  write.flush();
  expect(written).toEqual(['un\ndeux\n', 'trois\n']);
});
