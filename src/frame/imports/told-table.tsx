import { Table } from '#ui';
import type { Say } from '#web';
import type { ToldTrace } from './run/traces.ts';
import { entityInWords, fieldInWords } from './words.ts';

/** What one fact came to: what was added, or what stood and what stands. */
export function ToldFacts({ say, fact }: { say: Say; fact: Pick<ToldTrace, 'entity' | 'became' | 'told'> }) {
  return (
    <div className="wm-told">
      <span className={`wm-told__became wm-told__became--${fact.became}`}>
        {say(`imports.became.${fact.became}`, { what: entityInWords(say, fact.entity) })}
      </span>
      {fact.told.map(({ what, before, after }) => (
        <span key={what} className="wm-told__fact">
          {fieldInWords(say, what)}: {before !== null && <del>{before}</del>} {before !== null && '→ '}
          {after === null ? say('imports.became.nothing') : <ins>{after}</ins>}
        </span>
      ))}
    </div>
  );
}

export type ToldPerson = { key: string; name: string; href: string | undefined; facts: readonly ToldTrace[] };

/** What happens to some young people's records, one after the other. */
export function ToldTable({
  say,
  caption,
  people,
}: {
  say: Say;
  caption: string;
  people: readonly ToldPerson[];
}) {
  return (
    <Table
      caption={caption}
      captionClassName="govuk-table__caption--m"
      firstCellIsHeader
      className="wm-cards"
      head={[say('imports.told.who'), say('imports.told.what')]}
      rows={people.map(({ key, name, href, facts }) => [
        href ? (
          <a key={key} className="govuk-link" href={href}>
            {name}
          </a>
        ) : (
          name
        ),
        <div key="facts">
          {facts.map((fact, at) => (
            <ToldFacts key={at} say={say} fact={fact} />
          ))}
        </div>,
      ])}
    />
  );
}
