import { Details, Table } from '#ui';
import { number, type Say } from '#web';

export type ShownRefusal = { line: number; field: string; rule: string; found: string; message: string };

type Props = {
  say: Say;
  /** The first thousand. */
  refusals: readonly ShownRefusal[];
  /** How often each rule was broken, where it is known beyond those. */
  byRule?: Readonly<Record<string, number>> | undefined;
  /** Where all that are kept can be had as a file. */
  download: string;
};

/** Rows of one rule that are shown; the file has the rest. */
const SHOWN = 20;

/** What was refused, by the rule it broke, the most frequent first: one cause is mended once, however many rows it has. */
export function Refusals({ say, refusals, byRule, download }: Props) {
  const groups = [...Map.groupBy(refusals, ({ rule }) => rule)]
    .map(([rule, rows]) => ({ rule, rows, count: byRule?.[rule] ?? rows.length }))
    .sort((one, other) => other.count - one.count);
  return (
    <>
      {groups.map(({ rule, rows, count }, at) => (
        <Details
          key={rule}
          open={at === 0}
          summary={say('imports.refusals.group', { count, number: number(count), what: messageOf(rows) })}
        >
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it */}
          <section className="wm-scroll" aria-label={rule} tabIndex={0}>
            <Table
              className="govuk-table--small-text-until-tablet wm-refusals"
              head={[
                { content: say('imports.refusals.line'), format: 'numeric' },
                say('imports.refusals.field'),
                say('imports.refusals.found'),
                say('imports.refusals.message'),
              ]}
              rows={rows.slice(0, SHOWN).map(({ line, field, found, message }) => [
                { content: number(line), format: 'numeric' },
                field,
                found === '' ? (
                  <span key="found" className="wm-blank">
                    {say('imports.refusals.blank')}
                  </span>
                ) : (
                  <code key="found" className="wm-cell">
                    {found}
                  </code>
                ),
                message,
              ])}
            />
          </section>
          {count > SHOWN && (
            <p className="govuk-body-s">{say('imports.refusals.more', { number: number(count - SHOWN) })}</p>
          )}
          <p className="govuk-body-s wm-rule">{say('imports.refusals.rule', { rule })}</p>
        </Details>
      ))}
      <p className="govuk-body wm-alone">
        <a className="govuk-link" href={download}>
          {say('imports.refusals.download', { count: refusals.length })}
        </a>
      </p>
    </>
  );
}

/** What is wrong, without what was found in one row: every message begins with that in quotation marks. */
function messageOf(rows: readonly ShownRefusal[]): string {
  const messages = new Set(rows.map(({ message }) => message));
  const [first = ''] = messages;
  if (messages.size === 1) return first;
  return first.replace(/“[^”]*”/g, '“…”').replace(/\b\d+\b/g, '…');
}
