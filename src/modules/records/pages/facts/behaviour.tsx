import { academicYearName, britishDate } from '#dates';
import type { Say } from '#web';
import type { Coverage } from '../../queries/known-coverage.ts';
import type { KnownBehaviour, KnownEvent } from '../../queries/known-results.ts';
import { FactList } from './fact-list.tsx';

/** Behaviour events: how many this year, the good ones first, and the newest. None is said only where all are held. */
export function Behaviour({
  behaviour,
  coverage,
  say,
}: {
  behaviour: KnownBehaviour;
  coverage: Coverage | undefined;
  say: Say;
}) {
  const { positive, negative, latest, academicYear } = behaviour;
  return (
    <>
      <h3 className="govuk-heading-s">{say('person.facts.behaviour')}</h3>
      {latest.length === 0 && !coverage && (
        <p className="govuk-body wm-unknown">{say('person.facts.behaviour-unknown')}</p>
      )}
      {(latest.length > 0 || coverage) && (
        <p className="govuk-body">
          {say('person.facts.behaviour-counts', {
            year: academicYearName(academicYear),
            positive: say('person.facts.positive-events', { count: positive }),
            negative: say('person.facts.negative-events', { count: negative }),
          })}{' '}
          {coverage
            ? say('person.facts.behaviour-all', {
                source: coverage.source,
                from: britishDate(coverage.from),
                to: britishDate(coverage.to),
              })
            : say('person.facts.behaviour-some')}
        </p>
      )}
      {latest.length > 0 && (
        <FactList
          facts={latest.map((event) => ({
            name: event.category ?? say('person.facts.no-category'),
            value: eventInWords(say, event),
            from: say('person.facts.from', { what: britishDate(event.onDate), source: event.source }),
          }))}
        />
      )}
    </>
  );
}

function eventInWords(say: Say, { kind, points, location, removed }: KnownEvent): string {
  const parts = [say(`person.facts.event-kinds.${kind}`)];
  if (points !== null)
    parts.push(
      say('person.facts.points', { count: Math.abs(points), points: String(points).replace(/^-/, '−') }),
    );
  if (location !== null) parts.push(say(`person.facts.locations.${location}`));
  if (removed) parts.push(say('person.facts.removed'));
  return parts.join(' · ');
}
