import { Table } from '#ui';
import type { Say } from '#web';
import type { KnownCircumstance } from '../../queries/known-facts.ts';
import { heldInWords } from './held.ts';

/** The circumstances every young person's page answers for: what no source has said about them is not known. */
const ASKED = [
  'looked_after', 'young_carer', 'free_school_meals', 'early_help', 'english_additional_language',
  'educated_off_site', 'pregnant_or_parent', 'youth_justice', 'in_custody',
] as const;

/** What holds, what held, what a source says does not, and what nobody has said. */
export function Circumstances({ circumstances, say }: { circumstances: readonly KnownCircumstance[]; say: Say }) {
  const known = new Set(circumstances.map(({ kind }) => kind));
  const unknown = ASKED.filter((kind) => !known.has(kind));
  return (
    <>
      <h3 className="govuk-heading-s">{say('person.facts.circumstances')}</h3>
      {circumstances.length > 0 && (
        <Table
          className="wm-table--stacks"
          head={[say('person.facts.circumstance'), say('person.facts.answer'), say('person.facts.when'), say('people.source')]}
          rows={circumstances.toSorted(yesFirst).map((circumstance) => [
            circumstanceName(say, circumstance.kind),
            circumstance.present ? <strong>{say('person.facts.yes')}</strong> : say('person.facts.no'),
            heldInWords(say, circumstance),
            circumstance.source,
          ])}
        />
      )}
      {unknown.length > 0 && (
        <p className="govuk-body wm-unknown">
          {say('person.facts.unknown', { list: unknown.map((kind) => circumstanceName(say, kind)).join(', ') })}
        </p>
      )}
    </>
  );
}

function yesFirst(one: KnownCircumstance, other: KnownCircumstance): number {
  return Number(other.present) - Number(one.present);
}

/** A kind that a source made up for itself is shown as it wrote it. */
function circumstanceName(say: Say, kind: string): string {
  const asked: readonly string[] = ASKED;
  return asked.includes(kind) ? say(`person.facts.circumstance-kinds.${kind}`) : kind.replaceAll('_', ' ');
}
