import { britishDate, isPlainDate } from '#dates';
import { SummaryList } from '#ui';
import { type PageFrame, type PersonSection, type Say, yearInWords } from '#web';
import { type KnownField, whoIs } from '../queries/who.ts';
import type { FactField, SaidField } from '../rules/believed.ts';

/** Who they are, field by field, and who says so: where sources differ, which is believed and why. */
export const whoSection: PersonSection<readonly KnownField[]> = {
  id: 'who',
  order: 70,
  title: 'who.title',
  load: (tx, { personId, actor: { tenantId } }) => whoIs(tx, { tenantId, personId }),
  render: (fields, frame) => (
    <SummaryList
      className="wm-facts"
      rows={fields.map((field) => ({
        key: frame.say(`who.fields.${field.field}`),
        value: <Field known={field} frame={frame} />,
      }))}
    />
  ),
};

function Field({ known, frame }: { known: KnownField; frame: PageFrame }) {
  const { say } = frame;
  const { field, value, said, contradiction } = known;
  if (value === null)
    return (
      <>
        <span className="wm-unknown">{say('people.unknown')}</span> <Why id={MISSING[field]} frame={frame} />
      </>
    );
  if (contradiction) return <Differing {...contradiction} say={say} />;
  const [first] = said;
  return (
    <>
      {shown(say, field, value)}
      {first && <span className="wm-facts__from">{saidBy(say, first)}</span>}
    </>
  );
}

/** Every word, the believed one first, with why it is believed. */
function Differing({ field, words, why, say }: NonNullable<KnownField['contradiction']> & { say: Say }) {
  return (
    <ul className="govuk-list wm-differing">
      {words.map((word, at) => (
        <li key={word.source} className={at === 0 ? 'wm-believed' : undefined}>
          {say(at === 0 ? `who.believed.${why}` : 'who.says', {
            value: shown(say, field, word.value),
            by: saidBy(say, word),
          })}
        </li>
      ))}
    </ul>
  );
}

/** Where the page that says why something is missing has its place for a field. */
const MISSING: Readonly<Record<FactField, string>> = {
  nc_year: 'year',
  given_name: 'name',
  family_name: 'name',
  known_as: 'name',
  date_of_birth: 'date-of-birth',
  sex: 'sex',
  upn: 'upn',
  uln: 'uln',
};

/** The link beside something that is not known. */
export function Why({ id, frame }: { id: string; frame: PageFrame }) {
  return (
    <a className="govuk-link" href={`${frame.path}/missing#${id}`}>
      {frame.say('missing.why')}
    </a>
  );
}

function saidBy(say: Say, { source, since }: SaidField): string {
  return since === undefined
    ? say('who.by', { source })
    : say('who.by-since', { source, date: britishDate(since.on) });
}

function shown(say: Say, field: FactField, value: string | number): string {
  if (field === 'nc_year') return yearInWords(say, Number(value));
  const text = String(value);
  if (field === 'date_of_birth' && isPlainDate(text)) return britishDate(text);
  return field === 'sex' ? say(`who.sexes.${text}`) : text;
}
