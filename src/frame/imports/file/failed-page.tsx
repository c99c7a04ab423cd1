import type { Upload } from '#modules/sources';
import { BackLink, Button, WarningText } from '#ui';
import { Layout, type PageFrame } from '#web';
import { addressOf } from './at-upload.ts';
import { FileHead } from './file-head.tsx';
import { ThrowAway } from './throw-away.tsx';

/** A file that could not be tried or brought in: why, and what can be done about it. */
export function FailedPage({ frame, upload }: { frame: PageFrame; upload: Upload }) {
  const { say } = frame;
  const title = say('imports.failed.title', { file: upload.fileName });
  return (
    <Layout frame={frame} title={title}>
      <BackLink href="/sources/import">{say('imports.start.title')}</BackLink>
      <FileHead say={say} upload={upload} title={title} at={2} />
      <WarningText>{upload.why}</WarningText>
      <p className="govuk-body">{say('imports.failed.next')}</p>
      <div className="govuk-button-group">
        <form method="post" action={addressOf(upload, 'try')}>
          <Button preventDoubleClick>{say('imports.failed.try')}</Button>
        </form>
        <a className="govuk-link" href={addressOf(upload, 'columns')}>
          {say('imports.mapped.change')}
        </a>
      </div>
      <ThrowAway say={say} upload={upload} />
    </Layout>
  );
}
