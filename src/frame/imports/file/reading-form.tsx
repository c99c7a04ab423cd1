import type { Upload } from '#modules/sources';
import { Button, Details, Select, Table, WarningText } from '#ui';
import type { Say } from '#web';
import type { Look, Unread } from '../read/look.ts';
import { ENCODINGS, isGuessed, SEPARATORS, separatorName } from '../read/reading.ts';
import { addressOf } from './at-upload.ts';

/** Enough to see whether the accents and the columns are right. */
const ROWS = 5;

/** The first rows as they are read, in which encoding and with which separator, and a way to say otherwise. */
export function ReadingForm({ say, upload, look }: { say: Say; upload: Upload; look: Look }) {
  const { header, rows } = look;
  const title = say('imports.reading.rows');
  return (
    <>
      <h2 className="govuk-heading-m">{title}</h2>
      <ReadAs say={say} upload={upload} look={look} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it */}
      <section className="wm-scroll wm-raw" aria-label={title} tabIndex={0}>
        <Table
          className="govuk-table--small-text-until-tablet wm-raw__table"
          head={[...header]}
          rows={rows.slice(0, ROWS).map((row) => header.map((_, at) => row[at] ?? ''))}
        />
      </section>
      {rows.length === 0 && <p className="govuk-body">{say('imports.reading.no-rows')}</p>}
      <ReadOtherwise say={say} upload={upload} look={look} />
    </>
  );
}

type ReadProps = { say: Say; upload: Upload; look: Look };

/** In which encoding and with which separator it is read, and whether that was guessed. */
export function ReadAs({ say, upload, look: { encoding, delimiter } }: ReadProps) {
  const read = {
    encoding: say(`imports.reading.encodings.${encoding}`),
    separator: say(`imports.reading.separators.${separatorName(delimiter)}`),
  };
  return (
    <>
      {isGuessed(upload.draft) && <WarningText>{say('imports.reading.guessed')}</WarningText>}
      <p className="govuk-body">{say('imports.reading.as', read)}</p>
    </>
  );
}

export function ReadOtherwise({ say, upload, look: { encoding, delimiter } }: ReadProps) {
  return (
    <Details summary={say('imports.reading.otherwise')}>
      <HowToRead say={say} upload={upload} encoding={encoding} separator={separatorName(delimiter)} />
    </Details>
  );
}

/** What is shown when a file cannot be read at all as it is: why, and a way to say how. */
export function UnreadFile({ say, upload, unread }: { say: Say; upload: Upload; unread: Unread['unread'] }) {
  return (
    <>
      <WarningText>{unread}</WarningText>
      <HowToRead say={say} upload={upload} encoding="utf-8" separator="comma" />
    </>
  );
}

type AsProps = { say: Say; upload: Upload; encoding: string; separator: string };

function HowToRead({ say, upload, encoding, separator }: AsProps) {
  return (
    <form method="post" action={addressOf(upload, 'reading')} className="wm-inline-form">
      <Select
        name="encoding"
        label={say('imports.reading.encoding')}
        value={encoding}
        items={ENCODINGS.map((value) => ({ value, text: say(`imports.reading.encodings.${value}`) }))}
      />
      <Select
        name="separator"
        label={say('imports.reading.separator')}
        value={separator}
        items={Object.keys(SEPARATORS).map((value) => ({
          value,
          text: say(`imports.reading.separators.${value}`),
        }))}
      />
      <Button kind="secondary">{say('imports.reading.again')}</Button>
    </form>
  );
}
