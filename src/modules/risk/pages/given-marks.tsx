import { britishDate } from '#dates';
import type { Say } from '#web';
import type { WrittenMark } from '../queries/given-marks.ts';

const STRENGTHS = ['none', 'one', 'two'] as const;

/** Every mark that somebody gave, the newest first, with the reason in their words. */
export function GivenMarks({ given, say }: { given: readonly WrittenMark[]; say: Say }) {
  if (given.length === 0) return <p className="govuk-body">{say('profile.given.none')}</p>;
  return (
    <ul className="govuk-list">
      {given.toReversed().map((mark) => (
        <li key={mark.id} className="wm-note">
          <p className="wm-note__from">
            <strong>{say(`domains.${mark.domain}`)}</strong>
            {': '}
            {mark.said ? (
              <a className="govuk-link" href={`/responses/${mark.said.responseId}`}>
                {say('profile.given.own', {
                  mark: say(`marks.${STRENGTHS[mark.mark]}`),
                  title: mark.said.title,
                  date: britishDate(mark.onDate),
                })}
              </a>
            ) : (
              say(mark.view === 'adults' ? 'profile.given.by' : 'profile.given.told', {
                mark: say(`marks.${STRENGTHS[mark.mark]}`),
                author: mark.author,
                date: britishDate(mark.onDate),
              })
            )}
          </p>
          {mark.isHidden && (
            <p className="govuk-hint">{say('profile.given.hidden', { author: mark.author })}</p>
          )}
          {mark.reason !== '' && (
            <p className="wm-note__body" dir="auto">
              {mark.reason}
            </p>
          )}
          {mark.isOld && <p className="wm-note__from">{say('profile.given.old')}</p>}
        </li>
      ))}
    </ul>
  );
}
