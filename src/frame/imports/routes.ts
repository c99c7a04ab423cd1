import type { ImportKind } from '#modules/sources';
import type { Route } from '#web';
import { changeAbout, chooseColumns, chooseReading, showColumns, takeMapping } from './file/columns.tsx';
import { confirmFile, stopFile, throwFileAway, tryFile } from './file/decide.ts';
import { answerDetails, showDetails } from './file/details.tsx';
import { showNews } from './file/show-news.tsx';
import { bringFile, showStart } from './file/show-start.tsx';
import { downloadTried, showUpload } from './file/show-upload.tsx';
import { downloadRefusals, showRun } from './run/show-run.tsx';
import { showUndo, undo } from './run/undo.tsx';
import { settle, showSource, showSources } from './source/show-sources.tsx';

const permission = 'import.run';
const UPLOAD = '/sources/import/:uploadId';

/**
 * The pages of importing: sources and their runs, and the way of one file from being sent to being in, or taken back.
 *
 * @param kinds every kind of file there is
 */
export function importRoutes(kinds: readonly ImportKind[]): Route[] {
  return [
    { method: 'GET', path: '/sources', permission, handle: showSources(kinds) },
    { method: 'GET', path: '/sources/import', permission, handle: showStart(kinds) },
    { method: 'POST', path: '/sources/import', permission, takesFiles: true, handle: bringFile(kinds) },
    { method: 'GET', path: UPLOAD, permission, handle: showUpload(kinds) },
    { method: 'GET', path: `${UPLOAD}/news`, permission, handle: showNews(kinds) },
    { method: 'POST', path: `${UPLOAD}/about`, permission, handle: changeAbout(kinds) },
    { method: 'POST', path: `${UPLOAD}/reading`, permission, handle: chooseReading(kinds) },
    { method: 'POST', path: `${UPLOAD}/mapping`, permission, handle: takeMapping(kinds) },
    { method: 'GET', path: `${UPLOAD}/columns`, permission, handle: showColumns(kinds) },
    { method: 'POST', path: `${UPLOAD}/columns`, permission, handle: chooseColumns(kinds) },
    { method: 'GET', path: `${UPLOAD}/details`, permission, handle: showDetails(kinds) },
    { method: 'POST', path: `${UPLOAD}/details`, permission, handle: answerDetails(kinds) },
    { method: 'POST', path: `${UPLOAD}/try`, permission, handle: tryFile(kinds) },
    { method: 'GET', path: `${UPLOAD}/refusals.csv`, permission, handle: downloadTried(kinds) },
    { method: 'POST', path: `${UPLOAD}/confirm`, permission, handle: confirmFile(kinds) },
    { method: 'POST', path: `${UPLOAD}/stop`, permission, handle: stopFile(kinds) },
    { method: 'POST', path: `${UPLOAD}/throw-away`, permission, handle: throwFileAway(kinds) },
    { method: 'GET', path: '/sources/runs/:runId', permission, handle: showRun(kinds) },
    { method: 'GET', path: '/sources/runs/:runId/refusals.csv', permission, handle: downloadRefusals },
    { method: 'GET', path: '/sources/runs/:runId/undo', permission, handle: showUndo(kinds) },
    { method: 'POST', path: '/sources/runs/:runId/undo', permission, handle: undo(kinds) },
    { method: 'GET', path: '/sources/:source/:kind', permission, handle: showSource(kinds) },
    { method: 'POST', path: '/sources/:source/:kind', permission, handle: settle(kinds) },
  ];
}
