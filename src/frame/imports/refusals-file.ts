import { csvLine } from '#files';
import { download, type Reply } from '#web';
import type { ShownRefusal } from './refusals.tsx';

/** Names of the columns: other systems rely on them. */
const HEADER = ['line', 'field', 'rule', 'found', 'message'];

/** Refusals as a file to work through beside the one that was brought. */
export function refusalsFile(file: string, refusals: readonly ShownRefusal[]): Reply {
  const lines = refusals.map(({ line, field, rule, found, message }) =>
    csvLine([line, field, rule, found, message]),
  );
  // Without the mark Excel takes UTF-8 for something else and spoils the names.
  const body = `\uFEFF${csvLine(HEADER)}${lines.join('')}`;
  const name = `refused-${file.replace(/\.\w+$/, '')}.csv`;
  return download({ name, type: 'text/csv; charset=utf-8', body });
}
