import { britishMoment } from '#dates';
import { Details, Timeline } from '#ui';
import type { Say } from '#web';
import type { KeptChange } from '../../queries/calendars/index.ts';
import { calendarChanges } from '../../rules/index.ts';
import { ChangesList } from './changes-list.tsx';

/** Who changed a calendar, when, and what it was before: the latest first, folded away. */
export function History({ kept, say }: { kept: readonly KeptChange[]; say: Say }) {
  return (
    <Details summary={say('calendars.history.title')} id="history">
      {kept.length === 0 ? (
        <p className="govuk-body">{say('calendars.history.none')}</p>
      ) : (
        <Timeline
          reversed
          items={kept.toReversed().map((change) => ({
            key: change.id,
            when: britishMoment(change.changedAt),
            what: change.author,
            more: <KeptChangeOf change={change} say={say} />,
          }))}
        />
      )}
    </Details>
  );
}

/** What one change did. A calendar that was not there before is not told day by day. */
export function KeptChangeOf({ change: { before, after }, say }: { change: KeptChange; say: Say }) {
  if (before === null) return <p className="govuk-body">{say('calendars.history.made')}</p>;
  if (after === null) return <p className="govuk-body">{say('calendars.history.gone')}</p>;
  return <ChangesList changes={calendarChanges(before, after)} say={say} />;
}
