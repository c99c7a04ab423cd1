import { CUT_SHORT, STOPPED_BY_HAND, type Upload } from '#modules/sources';
import { InsetText } from '#ui';
import type { Say } from '#web';

/** What came between: the work on a file was stopped, or its process ended first. Nothing where nothing did. */
export function WhatHappened({ say, upload: { why } }: { say: Say; upload: Upload }) {
  if (why === CUT_SHORT) return <InsetText>{say('imports.happened.cut-short')}</InsetText>;
  if (why === STOPPED_BY_HAND) return <InsetText>{say('imports.happened.stopped')}</InsetText>;
  return null;
}
