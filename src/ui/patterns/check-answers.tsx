import type { ReactNode } from 'react';
import { Button } from '../button.tsx';

type Does = { text: string; name: string; value: string };

export type CheckAnswersProps = {
  action: string;
  method?: 'post' | 'get' | undefined;
  /** What was answered, as it can be read: a `SummaryList`, or whatever shows best what it would do. */
  children: ReactNode;
  /** What was answered, as the form sends it again. */
  held: readonly (readonly [name: string, value: string])[];
  confirm: Does;
  /** Back to the form, with everything in it as it was typed. */
  change: Does;
};

/**
 * Everything somebody is about to have done, to be read once more; nothing is kept yet. Both buttons send all answers along, so
 * that going back loses nothing.
 *
 * @example <CheckAnswers action="/people/notes" held={held} confirm={confirm} change={change}><SummaryList rows={rows} /></CheckAnswers>
 */
export function CheckAnswers(props: CheckAnswersProps) {
  const { action, method = 'post', children, held, confirm, change } = props;
  return (
    <div className="wm-check">
      {children}
      <form method={method} action={action}>
        {held.map(([name, value], at) => (
          <input key={at} type="hidden" name={name} value={value} />
        ))}
        <div className="govuk-button-group">
          <Button name={confirm.name} value={confirm.value} preventDoubleClick>
            {confirm.text}
          </Button>
          <Button kind="secondary" name={change.name} value={change.value}>
            {change.text}
          </Button>
        </div>
      </form>
    </div>
  );
}
