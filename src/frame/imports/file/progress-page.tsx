import type { Upload } from '#modules/sources';
import { Button, Progress } from '#ui';
import { Layout, number, type PageFrame } from '#web';
import type { Progress as HowFar } from '../work/work-on.ts';
import { addressOf } from './at-upload.ts';
import { FileHead } from './file-head.tsx';

/** Seconds after which a browser without script looks again. */
const AGAIN = 4;

type Props = { frame: PageFrame; upload: Upload; progress: HowFar | undefined };

/** How far a dry run or an import is. One may leave the page and come back to it. */
export function ProgressPage({ frame, upload, progress }: Props) {
  const { say } = frame;
  const isTrying = upload.state === 'trying';
  const words = { file: upload.fileName };
  const title = isTrying ? say('imports.progress.trying', words) : say('imports.progress.running', words);
  const rows = progress?.rows ?? upload.rowsRead;
  // How many rows there are is known once the file has been tried.
  const all = isTrying ? undefined : upload.tried?.counts.read;
  const isWriting = all !== undefined && rows >= all;
  const isWaiting = progress?.isWaiting ?? upload.state === 'confirmed';
  return (
    <Layout frame={frame} title={title} refresh={AGAIN}>
      <FileHead say={say} upload={upload} title={title} at={isTrying ? 2 : 3} />
      <div id="progress" data-follow="" data-news={addressOf(upload, 'news')} aria-live="polite">
        <Progress label={title} value={isWaiting ? undefined : rows} max={all} />
        <p className="govuk-body-l">
          {isWaiting
            ? say('imports.progress.waiting')
            : rows === 0
              ? say('imports.progress.beginning')
              : isWriting
                ? say('imports.progress.writing')
                : say('imports.progress.rows', { count: number(rows) })}
        </p>
      </div>
      <p className="govuk-body">
        {isTrying ? say('imports.progress.nothing-written') : say('imports.progress.all-or-nothing')}
      </p>
      <p className="govuk-body">{say('imports.progress.leave')}</p>
      <p className="govuk-body wm-alone">
        <a className="govuk-link" href={addressOf(upload)}>
          {say('imports.progress.look-again')}
        </a>
      </p>
      {upload.stopAsked ? (
        <p className="govuk-body">{say('imports.progress.stopping')}</p>
      ) : (
        <form method="post" action={addressOf(upload, 'stop')}>
          <Button kind="secondary" preventDoubleClick>
            {isTrying ? say('imports.progress.stop-trying') : say('imports.progress.stop')}
          </Button>
        </form>
      )}
    </Layout>
  );
}
