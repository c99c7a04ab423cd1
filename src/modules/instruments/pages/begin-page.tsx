import type { ReactNode } from 'react';
import { BackLink, Button, InsetText } from '#ui';
import { Layout } from '#web';
import { textIn } from '../rules/index.ts';
import type { Around } from './answering-page.tsx';

/** Before the first page: what it is, how long it takes, who reads it, and that one may say no. */
export function BeginPage({
  frame,
  instrument,
  reading,
  whom,
  reads,
  action,
  back,
  children,
}: Pick<Around, 'frame' | 'instrument' | 'reading' | 'whom'> & {
  /** Who reads it, and that some answers bring an adult. */
  reads: readonly string[];
  action: string;
  back: { href: string; text: string } | undefined;
  children?: ReactNode;
}) {
  const { say } = frame;
  const title = textIn(instrument.title, reading.lang);
  return (
    <Layout frame={frame} title={title}>
      {back && <BackLink href={back.href}>{back.text}</BackLink>}
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h1 className="govuk-heading-l">{title}</h1>
          {whom}
          {instrument.intro && <p className="govuk-body-l">{textIn(instrument.intro, reading.lang)}</p>}
          {instrument.minutes !== undefined && (
            <p className="govuk-body">{say('young.answering.minutes', { count: instrument.minutes })}</p>
          )}
          {reads.map((line) => (
            <p key={line} className="govuk-body">
              {line}
            </p>
          ))}
          <InsetText>{say('young.answering.free')}</InsetText>
          <form method="post" action={action}>
            {children}
            <Button preventDoubleClick>{say('young.answering.begin')}</Button>
          </form>
        </div>
      </div>
    </Layout>
  );
}
