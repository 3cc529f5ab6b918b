import { expect, test } from 'vitest';
import { dropUnused, toLogical } from './build.ts';

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

test('rules for classes that nothing prints are dropped, the others stay as they are', () => {
  const sources = '<p class="govuk-body govuk-tag">; `govuk-button--${kind}`';
  const kept = '.a:hover{b:c}.govuk-body{d:e}.govuk-button--warning{f:g}@media print{.govuk-tag{h:i}}';
  expect(dropUnused(kept, sources)).toBe(kept);
  expect(dropUnused('.govuk-body,.govuk-card:not(.a, .b),.govuk-tag>p{d:e}', sources)).toBe('.govuk-body,.govuk-tag>p{d:e}');
  expect(dropUnused('@media print{.govuk-card{h:i}}.govuk-tag .govuk-card{j:k}@font-face{l:m}', sources)).toBe('@font-face{l:m}');
});
