import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Problems, Refused } from '#outcome';
import { FormProblems, newForm, readForm, SubmissionField, submissionOf, withForm } from './forms.tsx';
import { redirect } from './route.ts';
import { wordsFor } from './words.ts';

const say = wordsFor('en');
const Schema = z.object({
  email: z.string().trim().min(1, 'sign_in.email-missing'),
  days: z.coerce.number(),
});
const ask = (form: Record<string, string | string[]>) => ({ form, say });
const show = (form: ReturnType<typeof newForm>) => (
  <form>
    <FormProblems form={form} />
    <p>{form.value('email')}</p>
  </form>
);

describe('reading a form', () => {
  it('answers what the schema makes of it, without fields it does not know', () => {
    expect(readForm(Schema, { email: ' a ', days: '3', extra: 'x' }, say)).toEqual({ email: 'a', days: 3 });
  });

  it('throws one problem for each field, in words', () => {
    const read = () => readForm(Schema, { email: ' ', days: 'many' }, say);
    expect(read).toThrow(Problems);
    expect(read).toThrow('Enter your e-mail address · Check this answer');
  });
});

describe('a form', () => {
  it('that is accepted is acted on', async () => {
    const reply = await withForm(ask({ email: 'a', days: '3' }), Schema, show, async ({ email }) =>
      redirect(`/${email}`),
    );
    expect(reply).toMatchObject({ kind: 'redirect', to: '/a' });
  });

  it('that has problems is shown again with them and with what was typed', async () => {
    const reply = await withForm(ask({ email: '<b>', days: 'x' }), Schema, show, async () => redirect('/'));
    if (reply.kind !== 'page') throw new Error(reply.kind);
    const html = renderToStaticMarkup(reply.element);
    expect(reply.status).toBe(422);
    expect(html).toContain('<a href="#days">Check this answer</a>');
    expect(html).toContain('<p>&lt;b&gt;</p>');
  });

  it('shows what a rule finds in the same way, and leaves a refusal alone', async () => {
    const good = ask({ email: 'a', days: '3' });
    const found = withForm(good, Schema, show, async () => {
      throw new Problems([{ field: 'email', message: 'Taken' }]);
    });
    await expect(found).resolves.toMatchObject({ kind: 'page', status: 422 });
    const refused = withForm(good, Schema, show, async () => {
      throw new Refused('No.');
    });
    await expect(refused).rejects.toThrow('No.');
  });

  it('keeps the id it was given, so that sending it twice makes one thing', () => {
    const first = newForm();
    expect(newForm({ submission: first.submission }).submission).toBe(first.submission);
    expect(submissionOf({ submission: 'x' })).not.toBe('x');
    expect(submissionOf({ submission: [first.submission, first.submission] })).not.toBe(first.submission);
    expect(renderToStaticMarkup(<SubmissionField form={first} />)).toContain(`value="${first.submission}"`);
  });
});
