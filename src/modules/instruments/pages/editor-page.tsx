import type { LibraryFault } from '#files';
import { BackLink, Button, ErrorSummary, Textarea } from '#ui';
import { Layout, type PageFrame } from '#web';

type Props = { frame: PageFrame; text: string; faults: readonly LibraryFault[] };

/** An instrument of one's own, as it is written down; everything that is wrong with it, line by line. */
export function EditorPage({ frame, text, faults }: Props) {
  const { say } = frame;
  const title = say('instruments.editor');
  return (
    <Layout frame={frame} title={title} problems={faults.length > 0}>
      <BackLink href="/instruments">{say('instruments.back')}</BackLink>
      {faults.length > 0 && (
        <ErrorSummary
          errors={faults.map(({ line, reason }) => ({
            text: say('instruments.fault', { line, reason }),
            href: '#text',
          }))}
        />
      )}
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('instruments.editor-about')}</p>
      <form method="post" action="/instruments/new">
        <Textarea
          id="text"
          name="text"
          className="wm-code"
          label={say('instruments.definition')}
          hint={say('instruments.definition-hint')}
          errorMessage={faults.length > 0 ? say('instruments.faults', { count: faults.length }) : undefined}
          value={text}
          rows={30}
          spellCheck={false}
          wrap="off"
        />
        <Button preventDoubleClick>{say('instruments.keep')}</Button>
      </form>
    </Layout>
  );
}
