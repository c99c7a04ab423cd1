import { britishMoment } from '#dates';
import { Tag } from '#ui';
import type { Say } from '#web';
import type { OpenSession } from '../sessions.ts';

type Props = {
  say: Say;
  sessions: readonly OpenSession[];
  labelledBy: string;
  /** The session of whoever looks, when they look at their own. */
  here?: string | undefined;
};

/** Where an account is signed in, a line each. */
export function SessionsList({ say, sessions, labelledBy, here }: Props) {
  return (
    <ul className="govuk-list" aria-labelledby={labelledBy}>
      {sessions.map(({ id, startedAt, lastSeenAt }) => (
        <li key={id}>
          {say('account.session', { since: britishMoment(startedAt), seen: britishMoment(lastSeenAt) })}{' '}
          {id === here && <Tag>{say('account.here')}</Tag>}
        </li>
      ))}
    </ul>
  );
}
