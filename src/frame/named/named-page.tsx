import { britishDate, britishMoment } from '#dates';
import { type NamedAdult, nameOnPage, type SeenPerson, Whom } from '#modules/people';
import { BackLink, Button, InsetText, SummaryList, Table } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, type Say } from '#web';
import { type Adult, NamingFields } from './naming-fields.tsx';

type Held = NamedAdult & { name: string };

type Props = {
  frame: PageFrame;
  person: SeenPerson;
  named: readonly Held[];
  adults: readonly Adult[];
  form: FormState;
};

/** Which adults are named to a young person, and naming one more. */
export function NamedPage({ frame, person, named, adults, form }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('named.title-of', { name });
  const [now, before] = [named.filter(({ isOver }) => !isOver), named.filter(({ isOver }) => isOver)];
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={`/people/${person.personId}`}>{say('notes.back', { name })}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      <p className="govuk-body">{say('named.about')}</p>
      {now.length === 0 && <p className="govuk-body">{say('named.none')}</p>}
      {now.map((each) => (
        <OneAdult key={each.id} named={each} say={say} />
      ))}
      {before.length > 0 && <Before named={before} say={say} />}
      <h2 className="govuk-heading-m">{say('named.new')}</h2>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          {adults.length === 0 ? (
            <InsetText>{say('named.nobody')}</InsetText>
          ) : (
            <form method="post" action={`/people/${person.personId}/adults`} noValidate>
              <NamingFields say={say} form={form} adults={adults} />
              <Button preventDoubleClick>{say('named.button')}</Button>
            </form>
          )}
        </div>
      </div>
    </Layout>
  );
}

function OneAdult({
  named: { id, personId, name, relation, reason, author, namedAt, endsOn },
  say,
}: {
  named: Held;
  say: Say;
}) {
  return (
    <section aria-labelledby={`named-${id}`}>
      <h2 className="govuk-heading-s" id={`named-${id}`}>
        {name}
      </h2>
      <SummaryList
        rows={[
          { key: say('named.relation'), value: say(`named.relations.${relation}`) },
          { key: say('named.reason'), value: reason },
          { key: say('named.by'), value: say('named.by-at', { author, moment: britishMoment(namedAt) }) },
          ...(endsOn === null ? [] : [{ key: say('named.last-day'), value: britishDate(endsOn) }]),
        ]}
      />
      <form method="post" action={`/people/${personId}/adults/${id}`}>
        <Button kind="secondary" preventDoubleClick>
          {say('named.end')} <span className="govuk-visually-hidden">{name}</span>
        </Button>
      </form>
    </section>
  );
}

function Before({ named, say }: { named: readonly Held[]; say: Say }) {
  return (
    <Table
      className="wm-cards"
      caption={say('named.before')}
      captionClassName="govuk-table__caption--s"
      firstCellIsHeader
      head={[say('named.adult'), say('named.relation'), say('named.from'), say('named.to')]}
      rows={named.map(({ name, relation, namedAt, endedAt, endsOn }) => [
        name,
        say(`named.relations.${relation}`),
        say('named.since', { date: britishMoment(namedAt) }),
        say('named.till', {
          date: endsOn === null ? britishMoment(endedAt ?? namedAt) : britishDate(endsOn),
        }),
      ])}
    />
  );
}
