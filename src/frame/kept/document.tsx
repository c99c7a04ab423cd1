import { renderToStaticMarkup } from 'react-dom/server';
import { britishMoment } from '#dates';
import type { ActsOfDay } from '#modules/audit';
import type { Say } from '#web';
import { heading, linesOf } from './in-words.ts';
import type { KeptSort } from './kept-rows.ts';

export type Given = {
  say: Say;
  lang: string;
  name: string;
  organisation: string;
  by: string;
  at: string;
  sorts: readonly KeptSort[];
  /** Who looked or changed something, by day. */
  acts: readonly (ActsOfDay & { who: string })[];
};

/**
 * Everything that is kept about a young person as one page to read, print and hand over: a file by itself, without anything from
 * elsewhere. What may name somebody else is marked, so that a person looks at it before it goes.
 */
export function keptDocument(given: Given): string {
  return `<!doctype html>${renderToStaticMarkup(<KeptDocument {...given} />)}`;
}

function KeptDocument({ say, lang, name, organisation, by, at, sorts, acts }: Given) {
  const title = say('kept.title', { name });
  return (
    <html lang={lang}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{title}</h1>
        <p>{say('kept.given.made', { organisation, by, at: britishMoment(at) })}</p>
        <p>{say('kept.given.others')}</p>
        {sorts.map(({ table, rows }) => (
          <section key={table.table}>
            <h2>{say(table.label ?? '')}</h2>
            {rows.map((row, number) => (
              <dl key={`${table.table} ${number}`}>
                {Object.entries(row).map(([column, value]) => (
                  <div key={column}>
                    <dt>{heading(column)}</dt>
                    <dd>
                      {linesOf(value, say).map((line, at) => (
                        <p key={`${at} ${line}`}>{line}</p>
                      ))}
                      {table.mayNameOthers?.includes(column) && <mark>{say('kept.given.look')}</mark>}
                    </dd>
                  </div>
                ))}
              </dl>
            ))}
          </section>
        ))}
        <section>
          <h2>{say('kept.looks')}</h2>
          <ul>
            {acts.map(({ day, act, who, why, times }, number) => (
              <li key={`${day} ${act} ${number}`}>
                {say('kept.given.act', { day: linesOf(day, say)[0] ?? day, who, act, why, count: times })}
              </li>
            ))}
          </ul>
        </section>
      </body>
    </html>
  );
}

/** In the file itself: it is read from a disk, where nothing else of ours is. */
const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
h2{margin-top:2.5rem;border-bottom:2px solid #111}dl{border-bottom:1px solid #999;padding-bottom:.75rem;break-inside:avoid-page}
dl div{display:grid;grid-template-columns:12rem 1fr;gap:0 1rem}dt{font-weight:600}dd{margin:0}dd p{margin:0}
mark{background:none;border:1px solid #111;padding:0 .25rem;font-size:.85rem}
@media(max-width:30rem){dl div{grid-template-columns:1fr}}`;
