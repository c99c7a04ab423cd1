import { classes } from './props.ts';

export type StepsProps = {
  /** What the row of steps is called, said but not shown. */
  label: string;
  steps: readonly { text: string; href?: string | undefined }[];
  /** Place of the step one is at, from 0; all are done when it is past the last. */
  at: number;
  /** Said after a step that is behind one, such as "done". */
  doneText: string;
};

/**
 * Where one is in something that goes in a few steps.
 *
 * @example <Steps label="Bringing a file in" steps={[{ text: 'File' }, { text: 'Try' }]} at={1} doneText="done" />
 */
export function Steps({ label, steps, at, doneText }: StepsProps) {
  return (
    <nav aria-label={label}>
      <ol className="wm-steps">
        {steps.map(({ text, href }, number) => (
          <li
            key={text}
            className={classes(
              'wm-steps__step',
              number < at && 'wm-steps__step--done',
              number === at && 'wm-steps__step--now',
            )}
            aria-current={number === at ? 'step' : undefined}
          >
            <span className="wm-steps__number" aria-hidden="true">
              {number < at ? <Tick /> : number + 1}
            </span>
            <span className="wm-steps__text">
              {href && number < at ? (
                <a className="govuk-link govuk-link--no-visited-state" href={href}>
                  {text}
                </a>
              ) : (
                text
              )}
              {number < at && <span className="govuk-visually-hidden"> ({doneText})</span>}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Tick() {
  return (
    <svg width="14" height="11" viewBox="0 0 14 11" aria-hidden="true" focusable="false">
      <path d="M1 5.5 5 9.5 13 1.5" fill="none" stroke="currentColor" strokeWidth="2.4" />
    </svg>
  );
}
