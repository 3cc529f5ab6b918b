import type { ComponentChildren } from 'preact';
import { Tag, type TagKind } from './content/tag.tsx';
import { usePage } from './page-context.ts';

export type JobState = 'waiting' | 'running' | 'finished' | 'failed';

export interface ProgressProps {
  state: JobState;
  /** Rows or files treated so far, and in all; null while the total is not known. */
  done: number;
  total: number | null;
  /** Written for the reader's language by the caller, e.g. with kernel's `formatNumber`. */
  format?: ((value: number) => string) | undefined;
  /** Minutes left, rounded down; null when it cannot be said yet. */
  minutesLeft?: number | null | undefined;
  /** Other counts: « 12 nouveaux », « 3 refusés ». */
  counts?: { label: string; value: ComponentChildren }[] | undefined;
  /** What stopped it, or what comes next: a sentence, a link to the result. */
  children?: ComponentChildren;
}

/**
 * How far a long work is. While it runs, give its page `refresh={5}`.
 */
export function Progress({ state, done, total, format = String, minutesLeft, counts = [], children }: ProgressProps) {
  const { t } = usePage();
  const going = state === 'waiting' || state === 'running';
  const advance =
    total === null ? t('progress.counting', { done: format(done) }) : t('progress.done', { done: format(done), total: format(total) });
  const box = (
    <div class="progress">
      <p class="progress-state">
        <Tag kind={tagKinds[state]}>{t(`progress.${state}`)}</Tag> {advance}
      </p>
      <progress max={total ?? undefined} value={total === null ? undefined : done} aria-label={advance}>
        {advance}
      </progress>
      {going && minutesLeft !== null && minutesLeft !== undefined && <p>{t('progress.remaining', { minutes: minutesLeft })}</p>}
      {counts.length > 0 && (
        <dl class="counts">
          {counts.map(({ label, value }) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {going && <p class="muted">{t('progress.refresh')}</p>}
      {children}
    </div>
  );
  return going ? <auto-refresh>{box}</auto-refresh> : box;
}

const tagKinds: Record<JobState, TagKind> = { waiting: 'waiting', running: 'neutral', finished: 'good', failed: 'bad' };
