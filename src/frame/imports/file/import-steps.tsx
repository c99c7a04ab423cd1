import type { Upload } from '#modules/sources';
import { Steps } from '#ui';
import type { Say } from '#web';
import { addressOf } from './at-upload.ts';

/** The four steps of bringing a file in: the file, its columns, a try, and in. */
export function ImportSteps({
  say,
  at,
  upload,
}: {
  say: Say;
  at: 0 | 1 | 2 | 3 | 4;
  upload?: Upload | undefined;
}) {
  const columns = upload && at < 3 ? addressOf(upload, 'columns') : undefined;
  return (
    <Steps
      label={say('imports.steps.label')}
      doneText={say('imports.steps.done')}
      at={at}
      steps={[
        { text: say('imports.steps.file') },
        { text: say('imports.steps.columns'), href: columns },
        { text: say('imports.steps.try') },
        { text: say('imports.steps.in') },
      ]}
    />
  );
}
