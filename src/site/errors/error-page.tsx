import { Page } from '../../ui/index.ts';

export interface ErrorPageProps {
  title: string;
  /** Sentences: what happened, what was kept, what to do. */
  sentences: readonly string[];
}

/** A page that says what happened, what was kept and what to do. */
export function ErrorPage({ title, sentences }: ErrorPageProps) {
  return (
    <Page title={title} noIndex>
      <h1 class="govuk-heading-l">{title}</h1>
      {sentences.map((sentence) => (
        <p class="govuk-body">{sentence}</p>
      ))}
    </Page>
  );
}
