import { expect, test } from 'vitest';
import { admin, awa, marc } from './factories.ts';
import { mayApprove, mayPublish, mayReadDrafts, mayWrite } from './policy.ts';
import { canBecome, mentionGate, readingMinutes, translationState } from './rules.ts';
import { textStates, type TextState } from './vocabulary.ts';

const life: Record<TextState, [beforeItIsPublic: string, onceItIsPublic: string]> = {
  draft: ['read', 'read withdrawn'],
  read: ['draft approved', 'draft approved withdrawn'],
  approved: ['draft published', 'draft corrected withdrawn'],
  published: ['draft withdrawn', 'draft withdrawn'],
  corrected: ['draft withdrawn', 'draft withdrawn'],
  withdrawn: ['', ''],
};

test.each(textStates)('from « %s », a text goes only where the life cycle says', (from) => {
  for (const isPublic of [false, true]) {
    const reached = textStates.filter((to) => canBecome(from, to, isPublic));
    expect(reached.join(' '), `${from}, ${isPublic}`).toBe(life[from][isPublic ? 1 : 0]);
  }
});

test('a contradiction or a directive that names nothing never passes; an unbound number passes with a reason', () => {
  expect(mentionGate({ class: 'bound', kind: 'directive', verdict: 'confirmed' }, false)).toBe('clear');
  expect(mentionGate({ class: 'bound', kind: 'directive', verdict: 'contradicted' }, true)).toBe('contradicted');
  expect(mentionGate({ class: 'bound', kind: 'directive', verdict: 'unknown' }, true)).toBe('broken');
  expect(mentionGate({ class: 'unbound', kind: 'directive', verdict: 'unknown' }, true)).toBe('broken');
  expect(mentionGate({ class: 'series', kind: 'ordinal', verdict: 'contradicted' }, true)).toBe('contradicted');
  expect(mentionGate({ class: 'date', kind: 'date', verdict: 'confirmed' }, false)).toBe('clear');
  expect(mentionGate({ class: 'name', kind: 'name' }, false)).toBe('clear');
  expect(mentionGate({ class: 'unbound', kind: 'cardinal' }, false)).toBe('reasonNeeded');
  expect(mentionGate({ class: 'unbound', kind: 'cardinal', verdict: 'contradicted' }, true)).toBe('clear');
});

test('a translation is up to date with the French version that it says, and with no other', () => {
  expect(translationState(3, null)).toBe('absent');
  expect(translationState(3, 3)).toBe('current');
  expect(translationState(3, 2)).toBe('behind');
  expect(translationState(1, 0)).toBe('behind');
});

test('a text takes at least a minute to read', () => {
  expect(readingMinutes(3)).toBe(1);
  expect(readingMinutes(800)).toBe(3);
});

test('whoever wrote a text does not approve it; an administrator may, with a reason', () => {
  expect(mayApprove(marc, [awa.id])).toBe('yes');
  expect(mayApprove(marc, [awa.id, marc.id])).toBe('no');
  expect(mayApprove(admin, [admin.id])).toBe('needsReason');
  expect(mayApprove(admin, [awa.id])).toBe('yes');
  expect(mayApprove(awa, [])).toBe('no');
  expect(mayApprove({ kind: 'system', name: 'test' }, [null])).toBe('needsReason');
});

test('readers read drafts, editors write them, officers publish them, visitors see none', () => {
  const reader = { ...awa, role: 'reader' } as const;
  expect([reader, awa, marc, admin].map(mayReadDrafts)).toEqual([true, true, true, true]);
  expect([reader, awa, marc, admin].map(mayWrite)).toEqual([false, true, true, true]);
  expect([reader, awa, marc, admin].map(mayPublish)).toEqual([false, false, true, true]);
  expect([mayReadDrafts, mayWrite, mayPublish].map((may) => may({ kind: 'visitor' }))).toEqual([false, false, false]);
});
