import { britishDate } from '#dates';
import { Why } from '#modules/people';
import type { PageFrame, Say } from '#web';
import type { Coverage } from '../../queries/known-coverage.ts';
import type { KnownSuspension } from '../../queries/known-facts.ts';
import { suspensionReasons } from '../../rules/index.ts';
import { FactList } from './fact-list.tsx';

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
            value: suspensionInWords(say, suspension),
            from: say('person.facts.from', {
              what: daysInWords(say, suspension),
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

function suspensionInWords(say: Say, suspension: KnownSuspension): string {
  const { outcome } = suspension;
  const parts = [sessionsInWords(say, suspension), reasonInWords(say, suspension)];
  if (outcome === 'cancelled' || outcome === 'reinstated')
    parts.unshift(say(`person.facts.outcomes.${outcome}`));
  return parts.join(' ');
}

function daysInWords(say: Say, { startsOn, endsOn }: KnownSuspension): string {
  const from = britishDate(startsOn);
  return endsOn === null || endsOn === startsOn
    ? from
    : say('person.facts.until', { from, to: britishDate(endsOn) });
}

function sessionsInWords(say: Say, { sessions }: KnownSuspension): string {
  return sessions === null
    ? say('person.facts.sessions-unknown')
    : say('person.facts.sessions', { count: sessions });
}

function reasonInWords(say: Say, { reason }: KnownSuspension): string {
  if (reason === null) return say('person.facts.reason-unknown');
  const words = suspensionReasons.has(reason) ? say(`person.facts.suspension-reasons.${reason}`) : reason;
  return say('person.facts.reason', { reason: words });
}
