import type { SittingStep } from '../vocabulary.ts';

/** The life of a sitting. Whatever is not in this table is refused. */
export const lifeCycle: Record<SittingStep, readonly SittingStep[]> = {
  prepared: ['convened', 'cancelled'],
  convened: ['open', 'cancelled'],
  open: ['suspended', 'closed'],
  suspended: ['open', 'closed'],
  closed: ['minuted'],
  minuted: ['approved'],
  approved: [],
  cancelled: [],
};

/** Whether a sitting may go from one step to another. */
export function canBecome(from: SittingStep, to: SittingStep): boolean {
  return lifeCycle[from].includes(to);
}

/** Convened, open or suspended: people come and go, give proxies, stay out. */
export function isUnderWay(step: SittingStep): boolean {
  return step === 'convened' || step === 'open' || step === 'suspended';
}

/** Closed or cancelled: nobody votes any more, and the agenda stays as it is. */
export function isOver(step: SittingStep): boolean {
  return step !== 'prepared' && !isUnderWay(step);
}

/** Whole days from the convening to the sitting, and whether they are as many as the rule asks. */
export function noticeOf(convened: Temporal.PlainDate, on: Temporal.PlainDate, asked: number): { days: number; isEnough: boolean } {
  const { days } = convened.until(on, { largestUnit: 'day' });
  return { days, isEnough: days >= asked };
}
