import { britishDate } from '#dates';
import type { Say } from '#web';
import type { KnownResult } from '../../queries/known-results.ts';
import { isScale, standardOf } from '../../rules/index.ts';
import { FactList } from './fact-list.tsx';

/** The newest result in each subject, with what was expected where somebody said so. */
export function Attainment({ results, say }: { results: readonly KnownResult[]; say: Say }) {
  return (
    <>
      <h3 className="govuk-heading-s">{say('person.facts.attainment')}</h3>
      {results.length === 0 ? (
        <p className="govuk-body wm-unknown">{say('person.facts.attainment-unknown')}</p>
      ) : (
        <FactList
          facts={results.map((result) => ({
            name: result.subject,
            value: resultInWords(say, result),
            from: say('person.facts.from', { what: whenInWords(result), source: result.source }),
          }))}
        />
      )}
    </>
  );
}

function resultInWords(say: Say, { scale, value, expected, metExpected }: KnownResult): string {
  const standard = standardOf(scale);
  const parts = [
    isScale(scale) ? say(`person.facts.scales.${scale}`, { value: gradeInWords(say, scale, value) }) : value,
  ];
  if (expected !== null)
    parts.push(say('person.facts.result-expected', { expected: gradeInWords(say, scale, expected) }));
  else if (standard !== null) parts.push(say('person.facts.result-standard', { standard }));
  if (metExpected !== null)
    parts.push(say(metExpected ? 'person.facts.result-met' : 'person.facts.result-not-yet'));
  return parts.join('. ');
}

function gradeInWords(say: Say, scale: string, value: string): string {
  if (scale === 'yes_no') return say(`person.facts.achieved.${value}`);
  if (scale !== 'reading_age') return value.replace(/^-/, '−');
  const [years = value, months = '0'] = value.split(':');
  return say('person.facts.years-and-months', { years: Number(years), months: Number(months) });
}

function whenInWords({ point, onDate }: KnownResult): string {
  return point === null ? britishDate(onDate) : `${point}, ${britishDate(onDate)}`;
}
