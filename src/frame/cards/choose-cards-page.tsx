import { britishMoment } from '#dates';
import { nameOnPage, type SeenPerson } from '#modules/people';
import { BackLink, Button, Radios, Table } from '#ui';
import { Layout, type PageFrame } from '#web';

/** Somebody who was chosen, and since when they have a card. */
export type Chosen = { person: SeenPerson; madeAt: string | undefined };

/** Before cards are made: who has one, and whether theirs is replaced. */
export function ChooseCardsPage({
  frame,
  chosen,
  back,
}: {
  frame: PageFrame;
  chosen: readonly Chosen[];
  back: string;
}) {
  const { say } = frame;
  const title = say('own.choose', { count: chosen.length });
  const anyHas = chosen.some(({ madeAt }) => madeAt !== undefined);
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={back}>{say('people.back-to-list')}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('own.about')}</p>
      <Table
        caption={title}
        captionClassName="govuk-visually-hidden"
        firstCellIsHeader
        head={[say('own.whose'), say('own.card')]}
        rows={chosen.map(({ person, madeAt }) => [
          nameOnPage(say, person),
          madeAt === undefined
            ? say('own.no-card')
            : say('own.card-since', { moment: britishMoment(madeAt) }),
        ])}
      />
      <form method="post" action="/people/cards">
        <input type="hidden" name="back" value={back} />
        {chosen.map(({ person: { personId } }) => (
          <input key={personId} type="hidden" name="chosen" value={personId} />
        ))}
        {anyHas && (
          <Radios
            name="which"
            legend={say('own.which')}
            value="missing"
            items={[
              { value: 'missing', text: say('own.which-missing') },
              { value: 'all', text: say('own.which-all'), hint: say('own.which-all-hint') },
            ]}
          />
        )}
        <Button preventDoubleClick>{say('own.make')}</Button>
      </form>
    </Layout>
  );
}
