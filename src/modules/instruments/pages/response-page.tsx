import { britishDate } from '#dates';
import { nameOnPage, type SeenPerson, Whom } from '#modules/people';
import { BackLink, Button, InsetText, Table, Tag } from '#ui';
import { Layout, type PageFrame, type Say } from '#web';
import type { InFull, Side } from '../queries/response-in-full.ts';
import type { Response } from '../queries/responses.ts';
import { type Answers, answeredWith } from '../rules/answer.ts';
import { answerInWords } from '../rules/in-words.ts';
import { type Asked, isAsked, itemsOn, textIn } from '../rules/index.ts';
import { shownPages } from '../rules/shown.ts';
import { AnswerList } from './answer-list.tsx';
import { GapsSection } from './gaps-section.tsx';
import { asksOf, type Reading } from './item-field.tsx';
import { ScaleTable } from './scale-table.tsx';
import { WideTable } from './wide-table.tsx';

type Props = InFull & {
  frame: PageFrame;
  person: SeenPerson | undefined;
  mayAnswer: boolean;
  mayPlan: boolean;
  /** What can be done with it now that it is sent. */
  after: { href: string; text: string } | undefined;
};

/** One response as adults read it. */
export function ResponsePage(props: Props) {
  const { frame, person, response, instrument, answers, scored, last, others, mayAnswer, after } = props;
  const { say, lang } = frame;
  const title = textIn(instrument.title, lang);
  const back = person
    ? { href: `/people/${person.personId}`, text: say('notes.back', { name: nameOnPage(say, person) }) }
    : { href: '/instruments', text: say('instruments.back') };
  const reading: Reading = { lang, respondent: response.respondent, easy: false };
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={back.href}>{back.text}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      {person && <Whom frame={frame} person={person} size="form" />}
      <p className="govuk-body">{whoInWords(say, response)}</p>
      {response.endedAt === null && (
        <InsetText>
          {say('instruments.not-sent')}{' '}
          {mayAnswer && (
            <a className="govuk-link" href={`/responses/${response.id}/1`}>
              {say('instruments.go-on')}
            </a>
          )}
        </InsetText>
      )}
      {response.outcome === 'declined' && (
        <p className="govuk-body">
          <Tag className="govuk-tag--grey">{say('instruments.declined')}</Tag>
        </p>
      )}
      {after && <Button href={after.href}>{after.text}</Button>}
      <ScaleTable scored={scored} before={last && { scored: last.scored, on: last.on }} frame={frame} />
      <GapsSection {...props} responseId={response.id} />
      {others.length > 0 && <Sides {...props} sides={others} reading={reading} />}
      {shownPages(instrument, answers).map((page) => (
        <section key={page.code} className="wm-section">
          <h2 className="govuk-heading-m">{textIn(page.title, lang)}</h2>
          <AnswerList {...{ instrument, page, answers, reading, say }} />
          {itemsOn(page).map((item) => {
            const name = item.kind === 'file' ? answeredWith(answers, item.code) : undefined;
            return (
              typeof name === 'string' && (
                <p key={item.code} className="govuk-body wm-alone">
                  <a className="govuk-link" href={`/responses/${response.id}/files/${item.code}/open`}>
                    {say('answering.file.open', { name })}
                  </a>
                </p>
              )
            );
          })}
        </section>
      ))}
    </Layout>
  );
}

/** Who answered, when, and who sat beside them. */
export function whoInWords(
  say: Say,
  { respondent, author, helpedBy, onDate }: Pick<Response, 'respondent' | 'author' | 'helpedBy' | 'onDate'>,
): string {
  const who = author ?? say(`instruments.respondents.${respondent}`);
  const date = britishDate(onDate);
  return helpedBy === null
    ? say('instruments.answered', { who, date })
    : say('instruments.answered-with', { who, date, helper: helpedBy });
}

/** What several said to the same items, where they differ first: a disagreement is where to look. */
function Sides({
  instrument,
  response,
  answers,
  sides,
  reading,
  frame,
}: Props & { sides: readonly Side[]; reading: Reading }) {
  const { say, lang } = frame;
  const items = shownPages(instrument, answers)
    .flatMap(itemsOn)
    .filter(isAsked)
    .filter((item) => item.kind === 'choice' || item.kind === 'scale');
  const word = (item: Asked, given: Answers) =>
    answerInWords(instrument, item, given[item.code], {
      lang,
      declined: say('young.answering.said-rather-not'),
    }).join(', ') || '–';
  const rows = items.map((item) => {
    const said = [answers, ...sides.map((side) => side.answers)].map((given) => word(item, given));
    return { item, said, differ: new Set(said.filter((one) => one !== '–')).size > 1 };
  });
  if (rows.length === 0) return null;
  rows.sort((one, other) => Number(other.differ) - Number(one.differ));
  const name = (side: Pick<Side, 'respondent' | 'author'>) =>
    side.author ?? say(`instruments.respondents.${side.respondent}`);
  return (
    <section className="wm-section">
      <h2 className="govuk-heading-m">{say('instruments.sides')}</h2>
      <p className="govuk-body">
        {say('instruments.sides-about', { count: rows.filter(({ differ }) => differ).length })}
      </p>
      <WideTable label={say('instruments.sides')}>
        <Table
          caption={say('instruments.sides')}
          captionClassName="govuk-visually-hidden"
          firstCellIsHeader
          head={[say('instruments.item'), name(response), ...sides.map(name)]}
          rows={rows.map(({ item, said, differ }) => [
            <>
              {asksOf(item, reading)}{' '}
              {differ && <Tag className="govuk-tag--yellow">{say('instruments.differ')}</Tag>}
            </>,
            ...said,
          ])}
        />
      </WideTable>
    </section>
  );
}
