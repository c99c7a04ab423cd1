import type { Problem } from '#outcome';
import { ErrorSummary } from '#ui';
import type { PageFrame } from './frame.ts';
import { Layout } from './layout.tsx';

export type ErrorPageProps = {
  frame: PageFrame;
  kind: 'not-found' | 'refused' | 'elsewhere' | 'unreadable' | 'bug' | 'problems';
  /** The sentence of a rule that said no. */
  sentence?: string;
  /** To read out to whoever looks after the installation. */
  reference?: string;
  problems?: readonly Problem[];
};

/** What is said instead of the page: what happened, and what to do. */
export function ErrorPage({ frame, kind, sentence, reference, problems = [] }: ErrorPageProps) {
  const { say } = frame;
  const title = say(`errors.${kind}.title`);
  return (
    // There is no way back to a page that is not there: nothing on this one says which it was.
    <Layout frame={{ ...frame, path: '/' }} title={title} problems={problems.length > 0}>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          {problems.length > 0 && (
            <ErrorSummary errors={problems.map(({ message }) => ({ text: message }))} />
          )}
          <h1 className="govuk-heading-l">{title}</h1>
          {sentence && <p className="govuk-body-l">{sentence}</p>}
          <p className="govuk-body">{say(`errors.${kind}.next`)}</p>
          {reference && <p className="govuk-body">{say('errors.reference', { reference })}</p>}
        </div>
      </div>
    </Layout>
  );
}
