/** Forms: read with a schema, shown again with what was typed and what is wrong with it. */
import type { ReactElement } from 'react';
import { z } from 'zod';
import { newId } from '#db';
import { type Problem, Problems } from '#outcome';
import { ErrorSummary } from '#ui';
import type { Say } from './frame.ts';
import { type PublicAsk, page, type Reply } from './route.ts';

/** A form as a page shows it: what was typed, and what is wrong. */
export type FormState = {
  value(field: string): string;
  values(field: string): readonly string[];
  /** What is wrong with one field, for its `errorMessage`. */
  problem(field: string): string | undefined;
  problems: readonly Problem[];
  /** Id for what the form makes: sent twice, it is the same thing. */
  submission: string;
};

type Typed = PublicAsk['form'];

/**
 * A form not sent yet, with what it begins with.
 *
 * @example page(<NotePage frame={frame} form={newForm({ date: today })} />)
 */
export function newForm(typed: Typed = {}, problems: readonly Problem[] = []): FormState {
  const values = (field: string) => [typed[field] ?? []].flat();
  return {
    value: (field) => values(field)[0] ?? '',
    values,
    problem: (field) => problems.find((problem) => problem.field === field)?.message,
    problems,
    submission: submissionOf(typed),
  };
}

/**
 * The id a form was given when it was shown, to use as the id of the row it makes, so that sending it twice makes one.
 *
 * @example const id = submissionOf<NoteId>(ask.form); // insert … on conflict do nothing
 */
export function submissionOf<Id extends string>(typed: Typed): Id {
  const sent = z.uuidv7().safeParse(typed.submission);
  return sent.success ? (sent.data.toLowerCase() as Id) : newId<Id>();
}

/**
 * Reads a form with a schema whose messages are message keys; throws `Problems` in words, at most one for a field.
 *
 * @example readForm(z.object({ body: z.string().trim().min(1, 'notes.body-missing') }), ask.form, ask.say)
 */
export function readForm<Schema extends z.ZodType>(schema: Schema, typed: Typed, say: Say): z.output<Schema> {
  const read = schema.safeParse(typed);
  if (read.success) return read.data;
  const problems = new Map<string, Problem>();
  for (const { path, message } of read.error.issues) {
    const field = String(path[0] ?? '');
    if (!problems.has(field)) problems.set(field, { field, message: inWords(message, say) });
  }
  throw new Problems([...problems.values()]);
}

/** Zod's own messages are for developers. */
function inWords(message: string, say: Say): string {
  return /^[a-z_]+(\.[a-z0-9_-]+)+$/.test(message) ? say(message) : say('errors.answer');
}

/**
 * Reads a form and acts on it. When the schema or a rule finds problems, the page is shown again with 422, what was
 * typed and what to mend; the words of a refusal are left to the error page.
 *
 * @param show the page of the form
 * @example withForm(ask, Note, (form) => <NotePage frame={ask.frame} form={form} />, async (note) => { …; return redirect(to); })
 */
export async function withForm<Schema extends z.ZodType>(
  ask: Pick<PublicAsk, 'form' | 'say'>,
  schema: Schema,
  show: (form: FormState) => ReactElement,
  act: (input: z.output<Schema>) => Promise<Reply>,
): Promise<Reply> {
  try {
    return await act(readForm(schema, ask.form, ask.say));
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return page(show(newForm(ask.form, error.problems)), { status: 422 });
  }
}

/** What is wrong, first on the page and linked to the fields. Nothing when nothing is. */
export function FormProblems({ form }: { form: FormState }) {
  if (form.problems.length === 0) return null;
  return (
    <ErrorSummary
      errors={form.problems.map(({ field, message }) => ({
        text: message,
        href: field ? `#${field}` : undefined,
      }))}
    />
  );
}

/** Makes sending the form twice harmless, together with `submissionOf`. */
export function SubmissionField({ form }: { form: FormState }) {
  return <input type="hidden" name="submission" value={form.submission} />;
}
