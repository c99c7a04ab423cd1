import { britishDate } from '#dates';
import { BackLink, Button, EmptyState, Input, Select, Table, Tag, Textarea } from '#ui';
import {
  DayBoxes,
  FormProblems,
  type FormState,
  Layout,
  type PageFrame,
  type Say,
  SubmissionField,
} from '#web';
import type { Panel, Seat } from '../queries/panels.ts';
import { duties } from '../rules/words.ts';
import { fromIn } from './from-in.ts';

/** Every panel, who sits on it and how much is before it: for whoever manages accounts. */
export function PanelsPage({ frame, panels }: { frame: PageFrame; panels: readonly Panel[] }) {
  const { say } = frame;
  return (
    <Layout frame={frame} title={say('panels.title')}>
      <BackLink href="/accounts">{say('accounts.title')}</BackLink>
      <h1 className="govuk-heading-l">{say('panels.title')}</h1>
      <p className="govuk-body">{say('panels.about')}</p>
      <Button href="/panels/new">{say('panels.new')}</Button>
      {panels.length === 0 ? (
        <EmptyState title={say('panels.none')}>
          <p className="govuk-body">{say('panels.none-about')}</p>
        </EmptyState>
      ) : (
        <Table
          className="wm-cards"
          caption={say('panels.found', { count: panels.length })}
          captionClassName="govuk-table__caption--m"
          firstCellIsHeader
          head={[say('panels.name'), say('panels.seats'), say('panels.open')]}
          rows={panels.map(({ id, name, seats, open }) => [
            <a key="name" className="govuk-link" href={`/panels/${id}`}>
              {name}
            </a>,
            seats.length === 0
              ? say('panels.no-seat')
              : seats.map((seat) => say('panels.sits', seatInWords(frame, seat))).join('; '),
            String(open),
          ])}
        />
      )}
    </Layout>
  );
}

function seatInWords(frame: PageFrame, { name, duty, organisation }: Seat) {
  return { name, duty: frame.say(`panels.duties.${duty}`), from: fromIn(frame, organisation) };
}

/** Somebody who can be given a seat, once for each organisation they hold a role for panels for. */
export type Sitter = { value: string; name: string; job: string | null; organisation: string | null };

type Props = {
  frame: PageFrame;
  /** Missing for one that is to be. */
  panel: Panel | undefined;
  /** Those who hold a role for panels and do not sit on this one. */
  sitters: readonly Sitter[];
  /** Its words, and a seat on it: a form each. */
  words: FormState;
  seat: FormState;
};

/** A panel: what it is called and for, and its seats. */
export function PanelPage({ frame, panel, sitters, words, seat }: Props) {
  const { say } = frame;
  const title = panel ? panel.name : say('panels.new');
  return (
    <Layout frame={frame} title={title} problems={words.problems.length + seat.problems.length > 0}>
      <BackLink href="/panels">{say('panels.title')}</BackLink>
      <FormProblems form={words.problems.length > 0 ? words : seat} />
      <h1 className="govuk-heading-l">{title}</h1>
      {panel && <Seats frame={frame} panel={panel} />}
      {panel && (
        <section className="wm-section" aria-labelledby="give-seat">
          <h2 className="govuk-heading-m" id="give-seat">
            {say('panels.give')}
          </h2>
          <SeatForm frame={frame} panel={panel} sitters={sitters} form={seat} />
        </section>
      )}
      <section className="wm-section" aria-labelledby="panel-words">
        {panel && (
          <h2 className="govuk-heading-m" id="panel-words">
            {say('panels.words')}
          </h2>
        )}
        <PanelForm say={say} panel={panel} form={words} />
      </section>
      {panel && panel.open === 0 && (
        <form method="post" action={`/panels/${panel.id}/end`}>
          <p className="govuk-body">{say('panels.end-about')}</p>
          <Button kind="warning" preventDoubleClick>
            {say('panels.end')}
          </Button>
        </form>
      )}
    </Layout>
  );
}

function Seats({ frame, panel: { id, seats } }: { frame: PageFrame; panel: Panel }) {
  const { say } = frame;
  if (seats.length === 0) return <p className="govuk-body">{say('panels.no-seat-about')}</p>;
  return (
    <Table
      className="wm-cards"
      caption={say('panels.seats')}
      captionClassName="govuk-table__caption--m"
      firstCellIsHeader
      head={[say('panels.who'), say('panels.duty'), say('panels.from'), say('panels.until-short'), '']}
      rows={seats.map((seat) => [
        <Who key="who" say={say} seat={seat} />,
        say(`panels.duties.${seat.duty}`),
        fromIn(frame, seat.organisation),
        seat.endsOn === null ? '–' : britishDate(seat.endsOn),
        <form key="end" method="post" action={`/panels/${id}/seats/${seat.id}`}>
          <Button kind="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
            {say('panels.end-seat')} <span className="govuk-visually-hidden">{seat.name}</span>
          </Button>
        </form>,
      ])}
    />
  );
}

function Who({ say, seat: { name, job, holds } }: { say: Say; seat: Seat }) {
  return (
    <>
      {job === null ? name : say('who-sees.named', { name, job })}
      {!holds && (
        <>
          {' '}
          <Tag colour="yellow">{say('panels.no-longer')}</Tag>
        </>
      )}
    </>
  );
}

function SeatForm({
  frame,
  panel,
  sitters,
  form,
}: {
  frame: PageFrame;
  panel: Panel;
  sitters: readonly Sitter[];
  form: FormState;
}) {
  const { say } = frame;
  if (sitters.length === 0) return <p className="govuk-body">{say('panels.nobody')}</p>;
  const choose = { value: '', text: say('panels.choose') };
  return (
    <form method="post" action={`/panels/${panel.id}/seats`} noValidate>
      <SubmissionField form={form} />
      <Select
        name="account"
        label={say('panels.who')}
        hint={say('panels.who-hint')}
        value={form.value('account')}
        errorMessage={form.problem('account')}
        items={[
          choose,
          ...sitters.map(({ value, name, job, organisation }) => ({
            value,
            text: say('panels.sitter', {
              who: job === null ? name : say('who-sees.named', { name, job }),
              from: fromIn(frame, organisation),
            }),
          })),
        ]}
      />
      <Select
        name="duty"
        label={say('panels.duty')}
        hint={say('panels.duty-hint')}
        value={form.value('duty')}
        errorMessage={form.problem('duty')}
        items={[choose, ...duties.map((duty) => ({ value: duty, text: say(`panels.duties.${duty}`) }))]}
      />
      <DayBoxes name="until" form={form} legend={say('panels.until')} hint={say('panels.until-hint')} />
      <Button preventDoubleClick>{say('panels.give-button')}</Button>
    </form>
  );
}

function PanelForm({ say, panel, form }: { say: Say; panel: Panel | undefined; form: FormState }) {
  return (
    <form method="post" action={`/panels/${panel?.id ?? 'new'}`} noValidate>
      <SubmissionField form={form} />
      <Input
        name="name"
        label={say('panels.name')}
        hint={say('panels.name-hint')}
        autoComplete="off"
        className="govuk-input--width-20"
        value={form.value('name')}
        errorMessage={form.problem('name')}
      />
      <Textarea
        name="about"
        label={say('panels.for')}
        hint={say('panels.for-hint')}
        rows={3}
        value={form.value('about')}
        errorMessage={form.problem('about')}
      />
      <Button kind={panel ? 'secondary' : undefined} preventDoubleClick>
        {say('panels.save')}
      </Button>
    </form>
  );
}
