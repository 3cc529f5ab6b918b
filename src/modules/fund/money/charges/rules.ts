/** An expense that was accepted: what of it counts for the rate, what money may bear of it (nothing of what is in kind), what it bears already. */
export interface AcceptedExpense {
  id: string;
  spentOn: Temporal.PlainDate;
  acceptedCents: number;
  bearableCents: number;
  chargedCents: number;
}

/** Money that was paid out of an allocation and is not justified: its donor pays for expenses of these days. */
export interface OpenMoney {
  paymentId: string;
  allocationId: string;
  openCents: number;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
}

export interface NewCharge {
  expenseId: string;
  paymentId: string;
  allocationId: string;
  amountCents: number;
}

/** The part of an amount that the fund bears, to the cent below. */
export function partOf(cents: number, rate: number): number {
  return Number((BigInt(cents) * BigInt(rate)) / 10_000n);
}

/**
 * Lays what was paid on what was spent: each expense in the order of its day, for the fund's part of all that was spent until
 * then, so that the parts make the part of the whole to the cent; then, where some could not bear theirs, on those that can.
 * Nothing beyond the ceiling, beyond what was accepted of an expense, nor of a donor for days that are not its own.
 */
export function layCharges(
  expenses: readonly AcceptedExpense[],
  money: readonly OpenMoney[],
  { rate, ceilingCents }: { rate: number; ceilingCents: number },
): NewCharge[] {
  const inOrder = expenses.toSorted((one, other) => Temporal.PlainDate.compare(one.spentOn, other.spentOn) || (one.id < other.id ? -1 : 1));
  const open = money.map((one) => ({ ...one }));
  const borne = new Map(inOrder.map((one) => [one.id, one.chargedCents]));
  const charges: NewCharge[] = [];

  function lay(expense: AcceptedExpense, wanted: number): void {
    let rest = Math.min(wanted, expense.bearableCents - borne.get(expense.id)!);
    for (const one of open) {
      if (rest <= 0) return;
      const isOfItsDays =
        Temporal.PlainDate.compare(one.startsOn, expense.spentOn) <= 0 && Temporal.PlainDate.compare(expense.spentOn, one.endsOn) <= 0;
      const amountCents = isOfItsDays ? Math.min(rest, one.openCents) : 0;
      if (amountCents === 0) continue;
      const same = charges.find(
        (charge) => charge.expenseId === expense.id && charge.paymentId === one.paymentId && charge.allocationId === one.allocationId,
      );
      if (same) same.amountCents += amountCents;
      else charges.push({ expenseId: expense.id, paymentId: one.paymentId, allocationId: one.allocationId, amountCents });
      one.openCents -= amountCents;
      rest -= amountCents;
      borne.set(expense.id, borne.get(expense.id)! + amountCents);
    }
  }

  let spent = 0;
  let laid = 0;
  for (const expense of inOrder) {
    spent += expense.acceptedCents;
    laid += borne.get(expense.id)!;
    const before = borne.get(expense.id)!;
    lay(expense, Math.min(ceilingCents, partOf(spent, rate)) - laid);
    laid += borne.get(expense.id)! - before;
  }
  for (const expense of inOrder) {
    const before = borne.get(expense.id)!;
    lay(expense, Math.min(ceilingCents, partOf(spent, rate)) - laid);
    laid += borne.get(expense.id)! - before;
  }
  return charges;
}
