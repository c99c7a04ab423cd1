import { britishMoment } from '#dates';
import { NotificationBanner } from '#ui';
import type { Say } from '#web';
import type { KeptChange } from '../../queries/calendars/index.ts';
import type { CalendarChange } from '../../rules/index.ts';
import { ChangesList } from './changes-list.tsx';
import { KeptChangeOf } from './history.tsx';

type Props = {
  say: Say;
  href: string;
  since: readonly KeptChange[];
  /** What the form would change of what stands now. */
  changes: readonly CalendarChange[];
};

/** That somebody was quicker: what they changed, what the form would change now, and both ways on. */
export function Overtaken({ say, href, since, changes }: Props) {
  return (
    <NotificationBanner title={say('calendars.overtaken.title')}>
      <p className="govuk-body">{say('calendars.overtaken.intro')}</p>
      {since.map((change) => (
        <div key={change.id}>
          <p className="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1">
            {say('calendars.overtaken.by', { author: change.author, when: britishMoment(change.changedAt) })}
          </p>
          <KeptChangeOf change={change} say={say} />
        </div>
      ))}
      <p className="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1">
        {say('calendars.overtaken.differs')}
      </p>
      <ChangesList changes={changes} say={say} />
      <p className="govuk-body wm-alone">
        <a className="govuk-link" href={href}>
          {say('calendars.overtaken.theirs')}
        </a>
      </p>
    </NotificationBanner>
  );
}
