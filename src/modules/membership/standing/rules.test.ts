import { expect, test } from 'vitest';
import { parsePartialDate } from '../../../kernel/dates.ts';
import type { PartyStatus } from '../../register/index.ts';
import { standingOn, votes } from './rules.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test.each<
  [string, Partial<Said>[], kind: string, on: string, standing: string, reason: string, category: string | null, since: string | null]
>([
  ['a city', [{ from: '2009-05' }], 'local_authority', '2026-01-01', 'member', 'member', 'city', '2009-05-01'],
  ['a region', [{ from: '2009', category: 'region' }], 'local_authority', '2026-01-01', 'member', 'member', 'region', '2009-01-01'],
  ['a district', [{ from: '2009', category: 'district' }], 'local_authority', '2026-01-01', 'member', 'member', 'region', '2009-01-01'],
  [
    'an association',
    [{ from: '2009', category: 'national_association' }],
    'association',
    '2026-01-01',
    'member',
    'member',
    'association',
    '2009-01-01',
  ],
  [
    'an association of which no category is said',
    [{ from: '2009' }],
    'association',
    '2026-01-01',
    'member',
    'member',
    'association',
    '2009-01-01',
  ],
  [
    'an associate city',
    [{ from: '2009', category: 'associate_city' }],
    'local_authority',
    '2026-01-01',
    'associate',
    'associate',
    'associate_city',
    '2009-01-01',
  ],
  [
    'an honorary member',
    [{ from: '2009', status: 'honorary' }],
    'local_authority',
    '2026-01-01',
    'honorary',
    'honorary',
    'honorary',
    '2009-01-01',
  ],
  [
    'a member on its last day',
    [{ from: '2009', to: '2025-03-18' }],
    'local_authority',
    '2025-03-17',
    'member',
    'member',
    'city',
    '2009-01-01',
  ],
  ['who has left', [{ from: '2009', to: '2025-03-18' }], 'local_authority', '2025-03-18', 'none', 'left', null, '2025-03-18'],
  [
    'who has withdrawn',
    [
      { from: '2009', to: '2025-03-18' },
      { from: '2025-03-18', status: 'withdrawn' },
    ],
    'local_authority',
    '2026-01-01',
    'none',
    'left',
    null,
    '2025-03-18',
  ],
  [
    'who is suspended',
    [
      { from: '2009', to: '2025' },
      { from: '2025', status: 'suspended' },
    ],
    'local_authority',
    '2026-01-01',
    'suspended',
    'suspended',
    'city',
    '2025-01-01',
  ],
  [
    'who is back',
    [{ from: '2009', to: '2024' }, { from: '2024', to: '2025', status: 'suspended' }, { from: '2025' }],
    'local_authority',
    '2026-01-01',
    'member',
    'member',
    'city',
    '2025-01-01',
  ],
  [
    'whose category changed',
    [
      { from: '2009', to: '2024' },
      { from: '2024', category: 'region' },
    ],
    'local_authority',
    '2026-01-01',
    'member',
    'member',
    'region',
    '2009-01-01',
  ],
  ['who is to come', [{ from: '2027' }], 'local_authority', '2026-01-01', 'none', 'not_yet', null, '2027-01-01'],
  [
    'whom a source supposes',
    [{ from: '2009', certainty: 'probable' }],
    'local_authority',
    '2026-01-01',
    'none',
    'unconfirmed',
    null,
    '2009-01-01',
  ],
  ['who is attested later', [{ attested: '2026-11-01' }], 'local_authority', '2026-01-01', 'none', 'undated', null, null],
  ['who was attested', [{ attested: '2024-01-01' }], 'local_authority', '2026-01-01', 'member', 'member', 'city', null],
  ['an observer', [{ from: '2009', status: 'observer' }], 'state', '2026-01-01', 'none', 'other_status', null, '2009-01-01'],
  ['a stranger', [], 'local_authority', '2026-01-01', 'none', 'never', null, null],
])('R9: %s', (_, statuses, kind, on, standing, reason, category, since) => {
  const found = standingOn(statuses.map(build), kind, day(on));
  expect(found).toMatchObject({ standing, reason, category });
  expect(found.since?.date.toString() ?? null).toBe(since);
});

test('R9: a member votes; an associate city, an honorary member, a suspended one do not', () =>
  expect((['member', 'associate', 'honorary', 'suspended', 'none'] as const).filter(votes)).toEqual(['member']));

interface Said extends Pick<PartyStatus, 'status' | 'category' | 'certainty'> {
  from: string;
  to: string;
  attested: string;
}

function build({ from, to, attested, status = 'member', category = null, certainty = 'confirmed' }: Partial<Said>): PartyStatus {
  return {
    factId: `${status} ${from}`,
    partyId: 'a',
    status,
    category,
    certainty,
    from: from ? parsePartialDate(from) : null,
    to: to ? parsePartialDate(to) : null,
    attestedFrom: attested ? day(attested) : null,
    sourceId: 's',
    note: null,
  };
}
