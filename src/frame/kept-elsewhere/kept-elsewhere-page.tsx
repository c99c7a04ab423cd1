import { britishMoment } from '#dates';
import { nameOnPage, type SeenPerson, Whom } from '#modules/people';
import { type Pointer, pointerKinds } from '#modules/records';
import { BackLink, Button, Input, InsetText, Radios, SummaryList, Table } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, type Say, SubmissionField } from '#web';

type Props = { frame: PageFrame; person: SeenPerson; pointers: readonly Pointer[]; form: FormState };

/** Where confidential records about a young person are kept, and saying where one more is. */
export function KeptElsewherePage({ frame, person, pointers, form }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('pointers.title-of', { name });
  const [now, before] = [true, false].map((is) =>
    pointers.filter(({ endedAt }) => (endedAt === null) === is),
  );
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={`/people/${person.personId}`}>{say('notes.back', { name })}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      <InsetText>{say('pointers.about')}</InsetText>
      {now?.length === 0 && <p className="govuk-body">{say('pointers.none')}</p>}
      {now?.map((pointer) => (
        <OnePointer key={pointer.id} pointer={pointer} personId={person.personId} say={say} />
      ))}
      {before !== undefined && before.length > 0 && <Before pointers={before} say={say} />}
      <h2 className="govuk-heading-m">{say('pointers.new')}</h2>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <form method="post" action={`/people/${person.personId}/kept-elsewhere`} noValidate>
            <SubmissionField form={form} />
            <Radios
              name="kind"
              legend={say('pointers.kind')}
              value={form.value('kind')}
              errorMessage={form.problem('kind')}
              items={pointerKinds.map((kind) => ({ value: kind, text: say(`pointers.kinds.${kind}`) }))}
            />
            <Input
              name="keptIn"
              label={say('pointers.kept-in')}
              hint={say('pointers.kept-in-hint')}
              autoComplete="off"
              value={form.value('keptIn')}
              errorMessage={form.problem('keptIn')}
            />
            <Input
              name="number"
              label={say('pointers.number')}
              hint={say('pointers.number-hint')}
              autoComplete="off"
              className="govuk-input--width-20"
              value={form.value('number')}
              errorMessage={form.problem('number')}
            />
            <Button preventDoubleClick>{say('pointers.button')}</Button>
          </form>
        </div>
      </div>
    </Layout>
  );
}

function OnePointer({
  pointer: { id, kind, keptIn, number, author, madeAt },
  personId,
  say,
}: {
  pointer: Pointer;
  personId: string;
  say: Say;
}) {
  return (
    <section aria-labelledby={`pointer-${id}`}>
      <h2 className="govuk-heading-s" id={`pointer-${id}`}>
        {say(`pointers.kinds.${kind}`)}
      </h2>
      <SummaryList
        rows={[
          { key: say('pointers.kept-in'), value: keptIn },
          { key: say('pointers.number-short'), value: number ?? say('pointers.no-number') },
          { key: say('pointers.by'), value: say('named.by-at', { author, moment: britishMoment(madeAt) }) },
        ]}
      />
      <form method="post" action={`/people/${personId}/kept-elsewhere/${id}`}>
        <Button kind="secondary" preventDoubleClick>
          {say('pointers.end')} <span className="govuk-visually-hidden">{keptIn}</span>
        </Button>
      </form>
    </section>
  );
}

function Before({ pointers, say }: { pointers: readonly Pointer[]; say: Say }) {
  return (
    <Table
      className="wm-cards"
      caption={say('pointers.before')}
      captionClassName="govuk-table__caption--s"
      firstCellIsHeader
      head={[say('pointers.kind'), say('pointers.kept-in'), say('named.to')]}
      rows={pointers.map(({ kind, keptIn, endedAt, madeAt }) => [
        say(`pointers.kinds.${kind}`),
        keptIn,
        say('named.till', { date: britishMoment(endedAt ?? madeAt) }),
      ])}
    />
  );
}
