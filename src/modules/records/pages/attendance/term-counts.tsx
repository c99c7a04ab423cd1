import { collectedTerm } from '#modules/people';
import type { Say } from '#web';
import type { RegisterOf, TermCountOf } from '../../queries/registers.ts';
import { NO_SESSION, slotOf } from '../../rules/index.ts';
import { percentOf } from './percent.ts';

/** Counts without dates, in words, and whether they count: marks of the same term win. */
export function TermCounts({
  counts,
  registers,
  say,
}: {
  counts: readonly TermCountOf[];
  registers: readonly RegisterOf[];
  say: Say;
}) {
  return counts.map((count) => {
    const { settingName: setting, registerYear, term, possible, absent, unauthorised, source } = count;
    const name = say(`person.attendance.terms.${term}`);
    const said =
      possible === 0
        ? say('person.attendance.counted-nothing', { term: name, setting })
        : say('person.attendance.counted', {
            term: name,
            setting,
            absent,
            possible,
            percent: percentOf(absent, possible),
            unauthorised,
          });
    return (
      <div key={`${registerYear} ${term} ${setting}`}>
        <p className="govuk-body">
          {said} {hasMarks(count, registers) && say('person.attendance.marks-win')}
        </p>
        <p className="govuk-body-s wm-source">{say('person.from-source', { source })}</p>
      </div>
    );
  });
}

function hasMarks({ registerYear: year, term }: TermCountOf, registers: readonly RegisterOf[]): boolean {
  const { from, to } = collectedTerm(year, term);
  const [first, last] = [slotOf(from, 0), slotOf(to, 1)];
  return registers.some(
    ({ registerYear, marks }) =>
      registerYear === year && [...marks.slice(first, last + 1)].some((letter) => letter !== NO_SESSION),
  );
}
