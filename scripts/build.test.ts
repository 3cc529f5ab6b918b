import { expect, test } from 'vitest';
import { toLogical } from './build.ts';

test.each([
  ['.a{margin-left:1px;padding-right:2px}', '.a{margin-inline-start:1px;padding-inline-end:2px}'],
  ['.a{border-left:1px solid;border-right-width:2px}', '.a{border-inline-start:1px solid;border-inline-end-width:2px}'],
  ['.a{left:0;right:auto}', '.a{inset-inline-start:0;inset-inline-end:auto}'],
  ['.a{text-align:left}.b{text-align:right !important}', '.a{text-align:start}.b{text-align:end !important}'],
  ['.a{float:left;clear:right}', '.a{float:inline-start;clear:inline-end}'],
  ['.left:hover{background-position:left top}', '.left:hover{background-position:left top}'],
])('%s becomes %s', (physical, logical) => {
  expect(toLogical(physical)).toBe(logical);
});
