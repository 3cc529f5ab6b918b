/** Says how far the demonstration is: a stage, and what it made. */
export type Say = (stage: Stage, made?: Made) => void;

export type Stage = 'heads' | 'dues' | 'sittings' | 'people' | 'deposited' | 'sat' | 'begun' | 'lived';

/** How many, at the sitting or from the day that the stage is about. */
export interface Made {
  count?: number;
  day?: Temporal.PlainDate;
}

/** To nobody. */
export const silent: Say = () => {};
