import type { ReactNode } from 'react';
import { FormProblems, type FormState } from './forms.tsx';
import type { PageFrame } from './frame.ts';
import { Layout } from './layout.tsx';

/**
 * A page that is one form, in a column that is easy to read: what is wrong with it above its heading.
 *
 * @example <FormPage frame={frame} form={form} title={say('glass.title')}><form method="post">…</form></FormPage>
 */
export function FormPage({
  frame,
  form,
  title,
  before,
  children,
}: {
  frame: PageFrame;
  form: FormState;
  title: string;
  /** The way back, above everything. */
  before?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      {before}
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems form={form} />
          <h1 className="govuk-heading-l">{title}</h1>
          {children}
        </div>
      </div>
    </Layout>
  );
}
