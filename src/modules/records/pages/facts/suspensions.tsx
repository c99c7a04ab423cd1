import { britishDate } from '#dates';
import { Table } from '#ui';
import type { Say } from '#web';
import type { Coverage, KnownSuspension } from '../../queries/known-facts.ts';

/** The reason codes of the school census, since summer 2020. */
const REASONS = new Set(['PP', 'PA', 'VP', 'VA', 'OW', 'BU', 'RA', 'LG', 'DS', 'SM', 'DA', 'DM', 'TH', 'MT', 'PR', 'DB']);

/** Suspensions. None is said only where a source claims to hold them all. */
export function Suspensions({ suspensions, coverage, say }: { suspensions: readonly KnownSuspension[]; coverage: Coverage | undefined; say: Say }) {
  return (
    <>
      <h3 className="govuk-heading-s">{say('person.facts.suspensions')}</h3>
      {suspensions.length > 0 && (
        <Table
          className="wm-table--stacks"
          head={[say('person.facts.what'), say('person.facts.date'), say('person.facts.sessions'), say('person.facts.reason'), say('people.source')]}
          rows={suspensions.map(({ kind, startsOn, sessions, reason, source }) => [
            say(`person.facts.suspension-kinds.${kind}`),
            britishDate(startsOn),
            sessions ?? say('people.unknown'),
            reasonInWords(say, reason),
            source,
          ])}
        />
      )}
      {suspensions.length === 0 && (
        <p className={coverage ? 'govuk-body' : 'govuk-body wm-unknown'}>
          {coverage
            ? say('person.facts.suspensions-none', { source: coverage.source, from: britishDate(coverage.from), to: britishDate(coverage.to) })
            : say('person.facts.suspensions-unknown')}
        </p>
      )}
    </>
  );
}

function reasonInWords(say: Say, reason: string | null): string {
  if (reason === null) return say('people.unknown');
  return REASONS.has(reason) ? say(`person.facts.suspension-reasons.${reason}`) : reason;
}
