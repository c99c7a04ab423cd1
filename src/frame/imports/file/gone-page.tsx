import type { Upload } from '#modules/sources';
import { BackLink } from '#ui';
import { Layout, type PageFrame } from '#web';

/** A file that was thrown away: that it was, and where to begin again. */
export function GonePage({ frame, upload }: { frame: PageFrame; upload: Upload }) {
  const { say } = frame;
  const title = say('imports.gone.title', { file: upload.fileName });
  return (
    <Layout frame={frame} title={title}>
      <BackLink href="/sources/import">{say('imports.start.title')}</BackLink>
      <h1 className="govuk-heading-l wm-file-head">{title}</h1>
      <p className="govuk-body">{say('imports.gone.lead')}</p>
    </Layout>
  );
}
