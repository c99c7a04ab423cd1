import { type ComponentProps, type ReactNode, use } from 'react';
import { classes, isShown } from './props.ts';
import { UiWordsContext } from './ui-words.ts';

export type ErrorSummaryProps = Omit<ComponentProps<'div'>, 'title' | 'children'> & {
  /** One line per problem, linked to the field it is about. */
  errors?: readonly { text: ReactNode; href?: string | undefined }[] | undefined;
  title?: ReactNode;
  description?: ReactNode;
  disableAutoFocus?: boolean | undefined;
};

/**
 * What is wrong with a form, listed first and linked to the fields. It takes the focus when the page opens.
 *
 * @example <ErrorSummary errors={[{ text: 'Enter a name', href: '#name' }]} />
 */
export function ErrorSummary({
  errors = [],
  title,
  description,
  disableAutoFocus,
  ...rest
}: ErrorSummaryProps) {
  const words = use(UiWordsContext);
  return (
    <div
      {...rest}
      className={classes('govuk-error-summary', rest.className)}
      data-disable-auto-focus={disableAutoFocus}
      data-module="govuk-error-summary"
    >
      <div role="alert">
        <h2 className="govuk-error-summary__title">{title ?? words.errorSummary}</h2>
        <div className="govuk-error-summary__body">
          {isShown(description) && <p>{description}</p>}
          {errors.length > 0 && (
            <ul className="govuk-list govuk-error-summary__list">
              {errors.map((error, index) => (
                <li key={index}>{error.href ? <a href={error.href}>{error.text}</a> : error.text}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  );
}
