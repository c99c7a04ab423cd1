import { EmptyState } from '#ui';
import type { Say } from '#web';

/** Nobody is here: why that may be, and what to do first. */
export function NobodyYet({ mayImport, say }: { mayImport: boolean; say: Say }) {
  if (!mayImport)
    return (
      <EmptyState title={say('people.nobody')}>
        <p className="govuk-body">{say('people.nobody-ask')}</p>
      </EmptyState>
    );
  return (
    <EmptyState
      title={say('people.nobody')}
      action={{ href: '/sources/import?kind=people', text: say('people.bring-in') }}
    >
      <p className="govuk-body">{say('people.nobody-import')}</p>
      <p className="govuk-body">
        <code>waymark import people people.csv --source school-mis --dry-run</code>
      </p>
    </EmptyState>
  );
}
