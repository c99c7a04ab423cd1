import { Button } from '#ui';
import { Layout, type PageFrame } from '#web';

/** Somebody came back from the provider and is not let in: nobody knows them here, or nothing vouches for them. */
export function NotLetInPage({
  frame,
  why,
}: {
  frame: PageFrame;
  why: 'unknown' | 'unclear' | 'unreachable';
}) {
  const { say } = frame;
  const title = say(`elsewhere.${why}.title`);
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say(`elsewhere.${why}.next`)}</p>
      <Button href="/sign-in">{say('elsewhere.back')}</Button>
    </Layout>
  );
}
