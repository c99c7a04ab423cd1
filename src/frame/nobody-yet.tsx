import { InsetText } from '#ui';
import type { Say } from '#web';

/** Nobody is here: why that may be, and what to do first. */
export function NobodyYet({ mayImport, say }: { mayImport: boolean; say: Say }) {
  return (
    <InsetText>
      <p className="govuk-body">{say('people.nobody')}</p>
      <p className="govuk-body">{say(mayImport ? 'people.nobody-import' : 'people.nobody-ask')}</p>
      {mayImport && (
        <p className="govuk-body">
          <code>waymark import people people.csv --source school-mis --dry-run</code>
        </p>
      )}
    </InsetText>
  );
}
