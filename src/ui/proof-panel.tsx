import type { ComponentChildren } from 'preact';
import { Tag } from './content/tag.tsx';
import type { FigureState } from './figure-mark.tsx';
import { usePage } from './page-context.ts';

export interface ProofPanelProps {
  /** The figure as published: « 90 États et gouvernements ». */
  title: string;
  headingLevel?: 2 | 3 | undefined;
  /** The rule in plain words, with the day. */
  rule: ComponentChildren;
  /** Other readings of the same figure: « 53 membres », « 58 avec les associés ». */
  alternatives?: string[] | undefined;
  code: string;
  state: FigureState;
  /** What has changed since it was frozen, in words. */
  since?: ComponentChildren;
  /** The page of the proof. */
  href: string;
  /** « Voir les 90 lignes et vérifier » by default without the number. */
  linkText?: string | undefined;
}

/** The proof of one figure in short: what is counted, its code, whether it holds, and the way to verify. */
export function ProofPanel({ title, headingLevel = 2, rule, alternatives = [], code, state, since, href, linkText }: ProofPanelProps) {
  const page = usePage();
  const { t } = page;
  const Heading = `h${headingLevel}` as const;
  return (
    <aside class={state === 'holds' ? 'proof' : `proof proof-${state}`} aria-label={`${t('proof.title')} – ${title}`}>
      <Heading>{title}</Heading>
      <dl>
        <dt>{t('proof.rule')}</dt>
        <dd>{rule}</dd>
        {alternatives.length > 0 && (
          <>
            <dt>{t('proof.alternatives')}</dt>
            <dd>{alternatives.join(' · ')}</dd>
          </>
        )}
        <dt>{t('proof.code')}</dt>
        <dd>
          <code>{code}</code> <Tag kind={tagKinds[state]}>{t(`proof.${state}`)}</Tag>
        </dd>
        {since && (
          <>
            <dt>{t('proof.since')}</dt>
            <dd>{since}</dd>
          </>
        )}
      </dl>
      <p>
        <a href={page.href(href)}>{linkText ?? t('proof.verify')}</a>
      </p>
    </aside>
  );
}

const tagKinds = { holds: 'good', drift: 'waiting', fails: 'bad' } as const;
