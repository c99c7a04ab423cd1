import { addDays, britishDate, type PlainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import { Tag } from '#ui';
import type { Actor, PageFrame, PersonSection } from '#web';
import { definitionOf } from '../definitions.ts';
import { answersOfAll, type Response, responsesAbout } from '../queries/responses.ts';
import { answerInWords } from '../rules/in-words.ts';
import { type Instrument, isAsked, itemsOf, textIn } from '../rules/index.ts';
import { scoreAnswers } from '../rules/score.ts';
import { whoInWords } from './response-page.tsx';

type Said = { response: Response; instrument: Instrument };

type Loaded = {
  personId: PersonId;
  said: readonly Said[];
  /** The latest of their own that says a level, and what they wrote would help. */
  own: { response: Response; title: string; level: string | undefined; helps: readonly string[] } | undefined;
  due: readonly { title: string; on: PlainDate }[];
  mayAnswer: boolean;
};

/** As many as the section shows; the rest are found from the campaign or the list of the instrument. */
const SHOWN = 12;

/** What the young person and others said, when it is due again, and the way to ask. */
export const saidSection: PersonSection<Loaded> = {
  id: 'said',
  order: 15,
  title: 'instruments.said',
  permission: 'records.see',
  load: (tx, { personId, actor, today }) => load(tx, { personId, actor, today }),
  render: (loaded, frame) => <SaidSection {...loaded} frame={frame} />,
  sheet: ({ own }, frame) => <Own own={own} frame={frame} />,
};

async function load(
  tx: Tx,
  { personId, actor, today }: { personId: PersonId; actor: Actor; today: PlainDate },
): Promise<Loaded> {
  const all = await responsesAbout(tx, actor.tenantId, personId);
  const said: Said[] = [];
  for (const response of all)
    said.push({ response, instrument: await definitionOf(tx, actor.tenantId, response.definitionId) });
  return {
    personId,
    said: said.slice(0, SHOWN),
    own: await ownWords(tx, actor, said),
    due: dueAgain(said, today),
    mayAnswer: actor.may.has('answer.give'),
  };
}

async function ownWords(tx: Tx, { tenantId }: Actor, said: readonly Said[]): Promise<Loaded['own']> {
  const chosen = said.find(
    ({ response, instrument }) =>
      response.respondent === 'young_person' &&
      response.outcome === 'answered' &&
      instrument.scales.some(({ method }) => method === 'chosen'),
  );
  if (!chosen) return undefined;
  const { response, instrument } = chosen;
  const answers = (await answersOfAll(tx, tenantId, [response.id])).get(response.id) ?? {};
  const level = scoreAnswers(instrument, answers).find(({ scale }) => scale.method === 'chosen')?.level;
  const helps = itemsOf(instrument)
    .filter(isAsked)
    .filter(({ kind }) => kind === 'short_text')
    .flatMap((item) => answerInWords(instrument, item, answers[item.code], { lang: 'en', declined: '' }))
    .filter((line) => line !== '');
  return {
    response,
    title: textIn(instrument.title, 'en'),
    level: level && textIn(level.title, 'en'),
    helps,
  };
}

/** What was to be answered again by today: of each instrument the latest counts. */
function dueAgain(said: readonly Said[], today: PlainDate): Loaded['due'] {
  const seen = new Set<string>();
  return said.flatMap(({ response, instrument }) => {
    if (response.outcome !== 'answered' || seen.has(instrument.name)) return [];
    seen.add(instrument.name);
    if (instrument.again_after === undefined) return [];
    const on = addDays(response.onDate, instrument.again_after);
    return on <= today ? [{ title: textIn(instrument.title, 'en'), on }] : [];
  });
}

function SaidSection({ personId, said, own, due, mayAnswer, frame }: Loaded & { frame: PageFrame }) {
  const { say, lang } = frame;
  return (
    <>
      {said.length === 0 && <p className="govuk-body">{say('instruments.said-none')}</p>}
      {own && <Own own={own} frame={frame} />}
      {due.map(({ title, on }) => (
        <p key={title} className="govuk-body">
          <Tag className="govuk-tag--yellow">{say('instruments.due')}</Tag>{' '}
          {say('instruments.due-since', { title, date: britishDate(on) })}
        </p>
      ))}
      {said.length > 0 && (
        <ul className="govuk-list">
          {said.map(({ response, instrument }) => (
            <li key={response.id}>
              <a className="govuk-link" href={`/responses/${response.id}`}>
                {textIn(instrument.title, lang)}
              </a>
              {'. '}
              {whoInWords(say, response)}
              {response.endedAt === null && <> {say('instruments.not-sent')}</>}
              {response.outcome === 'declined' && <> {say('instruments.declined')}.</>}
            </li>
          ))}
        </ul>
      )}
      {mayAnswer && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href={`/people/${personId}/questions`}>
            {say('instruments.begin-one')}
          </a>
        </p>
      )}
    </>
  );
}

/** Their own level and their own words for what would help. */
function Own({ own, frame: { say } }: { own: Loaded['own']; frame: PageFrame }) {
  if (!own) return <p className="govuk-body">{say('instruments.said-none')}</p>;
  return (
    <>
      <p className="govuk-body">
        <strong>{own.title}</strong>
        {own.level !== undefined && `: ${own.level}`}
        {` (${britishDate(own.response.onDate)})`}
      </p>
      {own.helps.length > 0 && (
        <>
          <p className="govuk-body govuk-!-margin-bottom-1">{say('instruments.would-help')}</p>
          <ul className="govuk-list govuk-list--bullet">
            {own.helps.map((line, index) => (
              <li key={index} className="wm-said">
                {line}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
