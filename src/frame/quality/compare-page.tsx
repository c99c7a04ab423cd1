import { academicYearName, britishDate, isPlainDate } from '#dates';
import { type ComparedRecord, type Duplicate, type KnownField, nameOnPage } from '#modules/people';
import { BackLink, Button, Radios, SideBySide } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, type Say, yearInWords } from '#web';
import { Reason } from './reason.tsx';

type Records = { one: ComparedRecord; other: ComparedRecord };
type Props = {
  frame: PageFrame;
  pair: Duplicate;
  records: Records;
  form: FormState;
  mayMerge: boolean;
};

/** Two records side by side: what each says and who says it, what each holds, and the two things that can be done. */
export function ComparePage({ frame, pair, records, form, mayMerge }: Props) {
  const { say } = frame;
  const title = say('quality.duplicate.title');
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href="/quality/duplicates">{say('quality.duplicate.back')}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">
        {say('quality.duplicate.because', {
          reasons: pair.reasons.map((reason) => say(`quality.reasons.${reason}`)).join(', '),
        })}
      </p>
      <Sides pair={pair} records={records} frame={frame} />
      {mayMerge ? (
        <div className="wm-two-forms">
          <MergeForm pair={pair} form={form} frame={frame} />
          <ApartForm pair={pair} form={form} frame={frame} />
        </div>
      ) : (
        <p className="govuk-body">{say('quality.duplicate.not-yours')}</p>
      )}
    </Layout>
  );
}

function Sides({
  pair,
  records: { one, other },
  frame,
}: {
  pair: Duplicate;
  records: Records;
  frame: PageFrame;
}) {
  const { say } = frame;
  const caption = say('quality.duplicate.beside');
  // Enrolments are told one by one above.
  const held = [...one.holds].filter(
    ([label, number]) => label !== 'merge.tables.enrolments' && number + (other.holds.get(label) ?? 0) > 0,
  );
  return (
    <SideBySide
      caption={caption}
      differsText={say('quality.duplicate.differs')}
      head={[
        say('quality.what'),
        <Side key="one" pair={pair} side="one" frame={frame} />,
        <Side key="other" pair={pair} side="other" frame={frame} />,
      ]}
      rows={[
        ...one.fields.map((field, at) => fieldRow(say, field, other.fields[at])),
        { what: say('quality.duplicate.enrolled'), one: places(say, one), other: places(say, other) },
        ...held.map(([label, number]) => ({
          what: say(label),
          one: number,
          other: other.holds.get(label) ?? 0,
        })),
      ]}
    />
  );
}

function Side({ pair, side, frame: { say } }: { pair: Duplicate; side: 'one' | 'other'; frame: PageFrame }) {
  const person = pair[side];
  return (
    <>
      {say(`quality.duplicate.${side}`)}{' '}
      <a className="govuk-link" href={`/people/${person.personId}`}>
        {nameOnPage(say, person)}
      </a>
    </>
  );
}

function fieldRow(say: Say, one: KnownField, other: KnownField | undefined) {
  return {
    what: say(`who.fields.${one.field}`),
    one: said(say, one),
    other: other ? said(say, other) : '',
    differs: one.value !== null && other?.value != null && one.value !== other.value,
  };
}

function said(say: Say, { field, value, said: words }: KnownField) {
  if (value === null) return <span className="wm-unknown">{say('people.unknown')}</span>;
  const [first] = words;
  const since = first?.since;
  return (
    <>
      {shown(say, field, value)}
      {first && (
        <span className="wm-facts__from">
          {since
            ? say('who.by-since', { source: first.source, date: britishDate(since.on) })
            : say('who.by', { source: first.source })}
        </span>
      )}
    </>
  );
}

function shown(say: Say, field: KnownField['field'], value: string | number): string {
  if (field === 'nc_year') return yearInWords(say, Number(value));
  const text = String(value);
  return field === 'date_of_birth' && isPlainDate(text) ? britishDate(text) : text;
}

function places(say: Say, { enrolments }: ComparedRecord) {
  if (enrolments.length === 0) return say('people.places.none');
  return (
    <ul className="govuk-list">
      {enrolments.map(({ academicYear, settingName, startsOn, endsOn }, at) => (
        <li key={at}>
          {say('quality.duplicate.place', {
            year: academicYearName(academicYear),
            setting: settingName,
          })}
          {(startsOn || endsOn) && (
            <span className="wm-facts__from">
              {[startsOn, endsOn].map((day) => (day === null ? '…' : britishDate(day))).join(' – ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function MergeForm({ pair, form, frame }: { pair: Duplicate; form: FormState; frame: PageFrame }) {
  const { say } = frame;
  const mine = form.value('asked') === 'merging' ? form : undefined;
  const side = (key: 'one' | 'other') => ({
    value: key,
    text: say('quality.duplicate.stays-one', {
      side: say(`quality.duplicate.${key}`),
      name: nameOnPage(say, pair[key]),
      source: pair[key].source,
    }),
  });
  return (
    <form method="post" action={`/quality/duplicates/${pair.id}/merging`} className="wm-two-forms__form">
      <h2 className="govuk-heading-m">{say('quality.duplicate.merge-title')}</h2>
      <p className="govuk-body">{say('quality.duplicate.merge-about')}</p>
      <Radios
        name="stays"
        legend={say('quality.duplicate.stays')}
        legendClassName="govuk-fieldset__legend--s"
        hint={say('quality.duplicate.stays-hint')}
        value={mine?.value('stays')}
        errorMessage={mine?.problem('stays')}
        items={[side('one'), side('other')]}
      />
      <Reason form={mine ?? noForm} frame={frame} />
      <Button preventDoubleClick>{say('quality.duplicate.merge-button')}</Button>
    </form>
  );
}

function ApartForm({ pair, form, frame }: { pair: Duplicate; form: FormState; frame: PageFrame }) {
  const { say } = frame;
  const mine = form.value('asked') === 'telling-apart' ? form : undefined;
  return (
    <form
      method="post"
      action={`/quality/duplicates/${pair.id}/telling-apart`}
      className="wm-two-forms__form"
    >
      <h2 className="govuk-heading-m">{say('quality.duplicate.apart-title')}</h2>
      <p className="govuk-body">{say('quality.duplicate.apart-about')}</p>
      <Reason form={mine ?? noForm} frame={frame} id={mine ? 'reason' : 'reason-apart'} />
      <Button kind="secondary" preventDoubleClick>
        {say('quality.duplicate.apart-button')}
      </Button>
    </form>
  );
}

const noForm: Pick<FormState, 'value' | 'problem'> & FormState = {
  value: () => '',
  values: () => [],
  problem: () => undefined,
  problems: [],
  submission: '',
};
