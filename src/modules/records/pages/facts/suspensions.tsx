import { britishDate } from '#dates';
import { Why } from '#modules/people';
import type { PageFrame, Say } from '#web';
import type { Coverage, KnownSuspension } from '../../queries/known-facts.ts';
import { FactList } from './fact-list.tsx';

/** The reason codes of the school census, since summer 2020. */
const REASONS = new Set([
  'PP',
  'PA',
  'VP',
  'VA',
  'OW',
  'BU',
  'RA',
  'LG',
  'DS',
  'SM',
  'DA',
  'DM',
  'TH',
  'MT',
  'PR',
  'DB',
]);

/** Suspensions. None is said only where a source claims to hold them all. */
export function Suspensions({
  suspensions,
  coverage,
  frame,
}: {
  suspensions: readonly KnownSuspension[];
  coverage: Coverage | undefined;
  frame: PageFrame;
}) {
  const { say } = frame;
  return (
    <>
      <h3 className="govuk-heading-s">{say('person.facts.suspensions')}</h3>
      {suspensions.length > 0 && (
        <FactList
          facts={suspensions.map((suspension) => ({
            name: say(`person.facts.suspension-kinds.${suspension.kind}`),
            value: [sessionsInWords(say, suspension), reasonInWords(say, suspension)].join(' '),
            from: say('person.facts.from', {
              what: britishDate(suspension.startsOn),
              source: suspension.source,
            }),
          }))}
        />
      )}
      {suspensions.length === 0 && coverage && (
        <p className="govuk-body">
          {say('person.facts.suspensions-none', {
            source: coverage.source,
            from: britishDate(coverage.from),
            to: britishDate(coverage.to),
          })}
        </p>
      )}
      {suspensions.length === 0 && !coverage && (
        <p className="govuk-body wm-unknown">
          {say('person.facts.suspensions-unknown')} <Why id="suspensions" frame={frame} />
        </p>
      )}
    </>
  );
}

function sessionsInWords(say: Say, { sessions }: KnownSuspension): string {
  return sessions === null
    ? say('person.facts.sessions-unknown')
    : say('person.facts.sessions', { count: sessions });
}

function reasonInWords(say: Say, { reason }: KnownSuspension): string {
  if (reason === null) return say('person.facts.reason-unknown');
  const words = REASONS.has(reason) ? say(`person.facts.suspension-reasons.${reason}`) : reason;
  return say('person.facts.reason', { reason: words });
}
