import { britishMoment } from '#dates';
import { type LegalHold, nameOnPage, type SeenPerson, Whom } from '#modules/people';
import { BackLink, Button, InsetText, Table, Tag } from '#ui';
import { type KeptTable, Layout, type PageFrame } from '#web';

type Props = {
  frame: PageFrame;
  person: SeenPerson;
  counts: ReadonlyMap<KeptTable, number>;
  looks: number;
  hold: LegalHold | undefined;
  mayErase: boolean;
};

const TAGS = {
  open: 'govuk-tag--grey',
  sensitive: 'govuk-tag--orange',
  confidential: 'govuk-tag--red',
} as const;

/** What is kept about one young person, the way to give it to them, and the way to erase it or hold that up. */
export function KeptPage({ frame, person, counts, looks, hold, mayErase }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('kept.title', { name });
  const path = `/people/${person.personId}`;
  // Who they are first: tables are emptied the other way round.
  const shown = [...counts].reverse().filter(([{ label }]) => label !== null);
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={path}>{say('notes.back', { name })}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      {hold && (
        <InsetText>
          {say('kept.hold.holds', { by: hold.by, at: britishMoment(hold.placedAt), why: hold.reason })}
        </InsetText>
      )}
      <p className="govuk-body">{say('kept.about')}</p>
      <Table
        className="wm-cards"
        caption={say('kept.sorts')}
        captionClassName="govuk-table__caption--m"
        firstCellIsHeader
        head={[say('kept.sort'), say('kept.class'), say('kept.number')]}
        rows={[
          ...shown.map(([{ label, dataClass }, number]) => [
            say(label ?? ''),
            <Tag key="class" className={TAGS[dataClass]}>
              {say(`kept.classes.${dataClass}`)}
            </Tag>,
            String(number),
          ]),
          [
            say('kept.looks'),
            <Tag key="class" className="govuk-tag--grey">
              {say('kept.classes.open')}
            </Tag>,
            String(looks),
          ],
        ]}
      />
      <h2 className="govuk-heading-m">{say('kept.give.title')}</h2>
      <p className="govuk-body">{say('kept.give.about')}</p>
      <div className="govuk-button-group">
        <Button href={`${path}/kept.html`}>{say('kept.give.page')}</Button>
        <Button kind="secondary" href={`${path}/kept.json`}>
          {say('kept.give.data')}
        </Button>
      </div>
      {mayErase && (
        <>
          <h2 className="govuk-heading-m">{say('kept.erase.title')}</h2>
          <p className="govuk-body">{say('kept.erase.about')}</p>
          <div className="govuk-button-group">
            {!hold && (
              <Button kind="secondary" href={`${path}/erasure`}>
                {say('kept.erase.ask')}
              </Button>
            )}
            <Button kind="secondary" href={`${path}/hold`}>
              {say(hold ? 'kept.hold.end' : 'kept.hold.place')}
            </Button>
          </div>
        </>
      )}
    </Layout>
  );
}
