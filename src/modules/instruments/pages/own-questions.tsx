import { britishDate, type PlainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import type { Actor, OwnPart, PageFrame } from '#web';
import { definitionOf, offeredInstruments } from '../definitions.ts';
import { type Invitation, openInvitations } from '../queries/invitations.ts';
import { responsesAbout } from '../queries/responses.ts';
import { type Instrument, textIn } from '../rules/index.ts';

type Said = { id: string; title: string; on: PlainDate };
type Loaded = { asked: readonly Invitation[]; anyTime: readonly Instrument[]; said: readonly Said[] };

/** As many of those before as are listed. */
const MOST_SAID = 10;

/** What a young person or their family is asked now, and what they may say at any time. */
export const ownQuestions: OwnPart<Loaded> = {
  id: 'questions',
  order: 10,
  async load(tx, { actor, personId, respondent }) {
    const offered = await offeredInstruments(tx, actor);
    return {
      said: await saidBy(tx, actor, personId),
      asked: await openInvitations(tx, actor.tenantId, { personId, respondent, today: actor.today }),
      anyTime: offered
        .map(({ instrument }) => instrument)
        .filter(
          ({ any_time, answered_by, about_whom }) =>
            any_time && about_whom === 'person' && answered_by.includes(respondent),
        ),
    };
  },
  render: ({ asked, anyTime, said }, { frame, personId }) => (
    <>
      {asked.length > 0 && (
        <>
          <h2 className="govuk-heading-m">{frame.say('young.answering.asked')}</h2>
          <ul className="govuk-list wm-own">
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
      {said.length > 0 && (
        <>
          <h2 className="govuk-heading-m">{frame.say('young.answering.said-before')}</h2>
          <ul className="govuk-list wm-own">
            {said.map(({ id, title, on }) => (
              <li key={id}>
                <a className="govuk-link" href={`/mine/${personId}/answers/${id}/1`}>
                  {title}
                </a>
                {` ${britishDate(on)}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  ),
};

/** What this account sent itself, the latest first: not what another in the family, or an adult, said. */
async function saidBy(tx: Tx, { tenantId, accountId }: Actor, personId: PersonId): Promise<Said[]> {
  const sent = (await responsesAbout(tx, tenantId, personId)).filter(
    (response) => response.accountId === accountId && response.outcome === 'answered',
  );
  const said: Said[] = [];
  for (const { id, definitionId, onDate } of sent.slice(0, MOST_SAID)) {
    const instrument = await definitionOf(tx, tenantId, definitionId);
    said.push({ id, title: textIn(instrument.title, 'en'), on: onDate });
  }
  return said;
}

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
      <ul className="govuk-list wm-own">
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
