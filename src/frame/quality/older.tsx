import type { PageFrame } from '#web';
import { type QualityQuery, qualityAddress } from './ask.ts';

/** The way to older and newer entries of a list that is not counted. */
export function Older({
  path,
  asked,
  isMore,
  frame: { say },
}: {
  path: string;
  asked: QualityQuery;
  isMore: boolean;
  frame: PageFrame;
}) {
  const { page } = asked;
  return (
    <>
      {page > 1 && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href={qualityAddress(path, { ...asked, page: page - 1 })}>
            {say('quality.newer')}
          </a>
        </p>
      )}
      {isMore && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href={qualityAddress(path, { ...asked, page: page + 1 })}>
            {say('quality.older')}
          </a>
        </p>
      )}
    </>
  );
}
