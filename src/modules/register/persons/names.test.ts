import { expect, test } from 'vitest';
import { sortKeyOf } from './names.ts';

test.each([
  ['Awa Diop', 'Diop, Awa'],
  ['Awa DIOP', 'DIOP, Awa'],
  ['NGUYEN Thi Mai', 'NGUYEN, Thi Mai'],
  ['Marie-Claire VAN DEN BERG', 'VAN DEN BERG, Marie-Claire'],
  ['Fatou', 'Fatou'],
  ['  Jean   Kouassi ', 'Kouassi, Jean'],
])('« %s » is listed as « %s »', (name, key) => expect(sortKeyOf(name)).toBe(key));
