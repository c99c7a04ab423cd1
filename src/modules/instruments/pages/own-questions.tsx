import { britishDate } from '#dates';
import type { OwnPart, PageFrame } from '#web';
import { offeredInstruments } from '../definitions.ts';
import { type Invitation, openInvitations } from '../queries/invitations.ts';
import { type Instrument, textIn } from '../rules/index.ts';

type Loaded = { asked: readonly Invitation[]; anyTime: readonly Instrument[] };

/** What a young person or their family is asked now, and what they may say at any time. */
export const ownQuestions: OwnPart<Loaded> = {
  id: 'questions',
  order: 10,
  async load(tx, { actor, personId, respondent }) {
    const offered = await offeredInstruments(tx, actor);
    return {
      asked: await openInvitations(tx, actor.tenantId, { personId, respondent, today: actor.today }),
      anyTime: offered
        .map(({ instrument }) => instrument)
        .filter(
          ({ any_time, answered_by, about_whom }) =>
            any_time && about_whom === 'person' && answered_by.includes(respondent),
        ),
    };
  },
  render: ({ asked, anyTime }, { frame, personId }) => (
    <>
      {asked.length > 0 && (
        <>
          <h2 className="govuk-heading-m">{frame.say('young.answering.asked')}</h2>
          <ul className="govuk-list">
            {asked.map((invitation) => (
              <li key={invitation.id}>
                <a className="govuk-link" href={`/mine/${personId}/asked/${invitation.id}`}>
                  {invitation.title}
                </a>{' '}
                {invitation.responseId === null
                  ? frame.say('young.answering.until', { date: britishDate(invitation.closesOn) })
                  : frame.say('young.answering.begun-until', { date: britishDate(invitation.closesOn) })}
              </li>
            ))}
          </ul>
        </>
      )}
      {anyTime.length > 0 && <AnyTime {...{ anyTime, frame, personId }} />}
    </>
  ),
};

function AnyTime({
  anyTime,
  frame: { say, lang },
  personId,
}: {
  anyTime: Loaded['anyTime'];
  frame: PageFrame;
  personId: string;
}) {
  return (
    <>
      <h2 className="govuk-heading-m">{say('young.answering.any-time')}</h2>
      <ul className="govuk-list">
        {anyTime.map((instrument) => (
          <li key={instrument.name}>
            <a className="govuk-link" href={`/mine/${personId}/begin/${instrument.name}`}>
              {textIn(instrument.title, lang)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
