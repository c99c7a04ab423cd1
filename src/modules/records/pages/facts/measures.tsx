import { britishDate } from '#dates';
import { Table } from '#ui';
import type { Say } from '#web';
import type { KnownMeasure } from '../../queries/known-facts.ts';

/** Measures that came in files, the newest of each. */
export function Measures({ measures, say }: { measures: readonly KnownMeasure[]; say: Say }) {
  if (measures.length === 0) return null;
  return (
    <>
      <h3 className="govuk-heading-s">{say('person.facts.measures')}</h3>
      <Table
        className="wm-table--stacks"
        head={[say('person.facts.measure'), say('person.facts.value'), say('person.facts.date'), say('people.source')]}
        rows={measures.map((measure) => [measure.label, valueInWords(say, measure), britishDate(measure.onDate), measure.source])}
      />
    </>
  );
}

function valueInWords(say: Say, { number, yes, category, unit }: KnownMeasure): string {
  if (yes !== null) return yes ? say('person.facts.yes') : say('person.facts.no');
  if (number === null) return category ?? say('people.unknown');
  return unit === null ? String(number) : `${number} ${unit}`;
}
