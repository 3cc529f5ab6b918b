import type { Standing } from '../mandates/rules.ts';

/** `vacant`: whoever was given the seat is no longer the head of their party. `unconfirmed`: they may no longer be. */
export type SeatStanding = 'held' | 'unconfirmed' | 'vacant';

/** R6: only sitting heads of local government sit; a mandate that ends leaves its seats vacant, whoever comes next. */
export function seatStanding(personId: string, head: { personId: string; standing: Standing } | null): SeatStanding {
  if (!head || head.personId !== personId || head.standing === 'ended' || head.standing === 'not_yet') return 'vacant';
  return head.standing === 'sitting' ? 'held' : 'unconfirmed';
}
