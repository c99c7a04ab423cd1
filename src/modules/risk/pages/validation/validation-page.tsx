import { type Chart, ChartFigure, type Drawn } from '#charts';
import { academicYear, academicYearName, britishDate, type PlainDate, plainDate } from '#dates';
import { Button, EmptyState, Input } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, type Say } from '#web';
import type { PastValidation } from '../../queries/validations.ts';
import { Counted } from './counted.tsx';
import { Groups } from './groups.tsx';
import { picturesOf } from './pictures.ts';

type Props = {
  frame: PageFrame;
  past: readonly PastValidation[];
  /** By the id of each. */
  pictures: ReadonlyMap<string, Drawn>;
  form: FormState;
  today: PlainDate;
};

/** Does the review work? What the rules would have said of those who left, against what became of them. */
export function ValidationPage({ frame, past, pictures, form, today }: Props) {
  const { say } = frame;
  const title = say('validation.title');
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('validation.about')}</p>
      <form method="post" action="/validation" className="wm-places__form">
        <Input
          name="leavers"
          label={say('validation.leavers')}
          hint={say('validation.leavers-hint', { year: academicYear(today) - 1 })}
          inputMode="numeric"
          className="govuk-input--width-4"
          value={form.value('leavers')}
          errorMessage={form.problem('leavers')}
        />
        <Input
          name="places"
          label={say('validation.places')}
          hint={say('validation.places-hint')}
          inputMode="numeric"
          className="govuk-input--width-4"
          value={form.value('places')}
          errorMessage={form.problem('places')}
        />
        <Button preventDoubleClick>{say('validation.run')}</Button>
      </form>
      {past.length === 0 && (
        <EmptyState title={say('validation.none')}>
          <p className="govuk-body">{say('validation.none-about')}</p>
        </EmptyState>
      )}
      {past.map((each) => (
        <Year key={each.result.leaversYear} past={each} pictures={pictures} say={say} />
      ))}
    </Layout>
  );
}

function Year({
  past,
  past: { result, at },
  pictures,
  say,
}: {
  past: PastValidation;
  pictures: ReadonlyMap<string, Drawn>;
  say: Say;
}) {
  const { separates, calibration, found } = picturesOf(past, say);
  const picture = (chart: Chart | undefined) => {
    const drawn = chart && pictures.get(chart.id);
    return drawn && <ChartFigure key={drawn.chart.id} drawn={drawn} path="/validation" say={say} />;
  };
  const { rules, version, leaversYear, leavers, notKnown, places, placesFrom } = result;
  const year = academicYearName(leaversYear);
  return (
    <section className="wm-section" aria-labelledby={`leavers-${leaversYear}`}>
      <h2 className="govuk-heading-m" id={`leavers-${leaversYear}`}>
        {say('validation.year', { year })}
      </h2>
      <p className="govuk-body">
        {say('validation.head', {
          rules,
          version,
          leavers,
          notKnown,
          places,
          date: britishDate(plainDate(at.slice(0, 10))),
        })}{' '}
        {say(`validation.places-from.${placesFrom}`)}
      </p>
      {picture(separates)}
      {result.countings.map((counted) => (
        <Counted key={counted.counting} counted={counted} say={say} />
      ))}
      {picture(calibration)}
      <Earliness earliness={result.earliness} say={say} />
      <Groups groups={result.groups} say={say}>
        {found.map(picture)}
      </Groups>
    </section>
  );
}

function Earliness({ earliness, say }: { earliness: PastValidation['result']['earliness']; say: Say }) {
  if (earliness.length === 0) return null;
  return (
    <>
      <h3 className="govuk-heading-s">{say('validation.early.title')}</h3>
      <ul className="govuk-list">
        {earliness.map(({ reviewsBack, people }) => (
          <li key={reviewsBack}>
            {say('validation.early.terms', { count: reviewsBack })}{' '}
            {say('validation.early.people', { count: people })}
          </li>
        ))}
      </ul>
    </>
  );
}
