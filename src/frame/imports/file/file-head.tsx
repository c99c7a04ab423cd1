import { sizeInWords, type Upload } from '#modules/sources';
import type { Say } from '#web';
import { kindInWords } from '../words.ts';
import { ImportSteps } from './import-steps.tsx';

type Props = { say: Say; upload: Upload; title: string; at: 0 | 1 | 2 | 3 | 4 };

/** The head of every page about one file: what it is about, which file, and how far one is. */
export function FileHead({ say, upload, title, at }: Props) {
  const { kind, source, fileName, fileLength } = upload;
  return (
    <>
      <span className="govuk-caption-l wm-file-head">
        {say('imports.from', { kind: kindInWords(say, kind), source })} · {fileName} ·{' '}
        {sizeInWords(fileLength)}
      </span>
      <h1 className="govuk-heading-l">{title}</h1>
      <ImportSteps say={say} at={at} upload={upload} />
    </>
  );
}
