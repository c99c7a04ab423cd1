import type { KeptBack } from '#modules/sources';
import { Details } from '#ui';
import { number, type Say } from '#web';
import { entityInWords } from '../words.ts';

type Props = { say: Say; kept: readonly (KeptBack & { name: string | undefined })[] };

/** Beyond these a list is no help; the audit has them all. */
const SHOWN = 100;

/** What stays because something later rests on it, by name. */
export function KeptList({ say, kept }: Props) {
  if (kept.length === 0) return null;
  return (
    <Details
      open={kept.length <= 10}
      summary={say('runs.kept', { count: kept.length, number: number(kept.length) })}
    >
      <ul className="govuk-list govuk-list--bullet">
        {kept.slice(0, SHOWN).map(({ personId, name, says }, at) => (
          <li key={at}>
            {personId && name ? (
              <a className="govuk-link" href={`/people/${personId}`}>
                {name}
              </a>
            ) : (
              say(personId === null ? 'imports.told.nobody' : 'imports.told.unseen')
            )}
            : {keptInWords(say, says)}
          </li>
        ))}
      </ul>
    </Details>
  );
}

/** `suspension: changed by a later run` with the fact in the words of the page. */
function keptInWords(say: Say, says: string): string {
  const [entity = '', ...why] = says.split(': ');
  return why.length === 0 ? says : `${entityInWords(say, entity).toLowerCase()}, ${why.join(': ')}`;
}
