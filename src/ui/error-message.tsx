import { type ComponentProps, use } from 'react';
import { classes } from './props.ts';
import { UiWordsContext } from './ui-words.ts';

export type ErrorMessageProps = ComponentProps<'p'> & {
  /** Said before the message to people who do not see the colour. */
  visuallyHiddenText?: string | undefined;
};

/**
 * What is wrong with one answer, beside it.
 *
 * @example <ErrorMessage id="name-error">Enter a name</ErrorMessage>
 */
export function ErrorMessage({ visuallyHiddenText, children, ...rest }: ErrorMessageProps) {
  const said = visuallyHiddenText ?? use(UiWordsContext).error;
  return (
    <p {...rest} className={classes('govuk-error-message', rest.className)}>
      {said && (
        <>
          <span className="govuk-visually-hidden">{said}:</span>{' '}
        </>
      )}
      {children}
    </p>
  );
}
