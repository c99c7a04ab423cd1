import { britishDate } from '#dates';
import type { Say } from '#web';
import type { KnownMeasure } from '../../queries/known-facts.ts';
import { FactList } from './fact-list.tsx';

/** Measures that came in files, the newest of each. */
export function Measures({ measures, say }: { measures: readonly KnownMeasure[]; say: Say }) {
  if (measures.length === 0) return null;
  return (
    <>
      <h3 className="govuk-heading-s">{say('person.facts.measures')}</h3>
      <FactList
        facts={measures.map((measure) => ({
          name: measure.label,
          value: valueInWords(say, measure),
          from: say('person.facts.from', { what: britishDate(measure.onDate), source: measure.source }),
        }))}
      />
    </>
  );
}

function valueInWords(say: Say, { number, yes, category, unit }: KnownMeasure): string {
  if (yes !== null) return yes ? say('person.facts.yes') : say('person.facts.no');
  if (number === null) return category ?? '';
  return unit === null ? String(number) : `${number} ${unit}`;
}
