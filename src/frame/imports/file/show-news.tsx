import type { ImportKind, Upload } from '#modules/sources';
import { Toast } from '#ui';
import { type Ask, page, type Reply, type Say } from '#web';
import { runAddress } from '../source/addresses.ts';
import { addressOf, atUpload } from './at-upload.ts';

/** States in which the machine is at it, so that there is nothing new yet. */
const UNDER_WAY: ReadonlySet<Upload['state']> = new Set(['trying', 'confirmed', 'running']);

/**
 * `GET …/news`: what became of a file, for whoever went on to another page meanwhile. It is a part of a page, which a script puts
 * on the page that is open; it names the file and nobody in it.
 */
export function showNews(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    atUpload(ask, kinds, async ({ upload }) => {
      if (UNDER_WAY.has(upload.state)) return page(<p data-under-way="" />);
      const { say } = ask;
      return page(
        <Toast closeText={say('imports.news.close')}>
          {newsOf(say, upload)}{' '}
          <a
            className="govuk-link"
            href={upload.runId === null ? addressOf(upload) : runAddress(upload.runId)}
          >
            {say('imports.news.look')}
          </a>
        </Toast>,
      );
    });
}

function newsOf(say: Say, { state, fileName: file }: Upload): string {
  if (state === 'done') return say('imports.news.done', { file });
  if (state === 'tried') return say('imports.news.tried', { file });
  return say('imports.news.not-in', { file });
}
