import { type ComponentProps, use } from 'react';
import { classes } from './props.ts';
import { UiWordsContext } from './ui-words.ts';

export type WarningTextProps = ComponentProps<'div'> & { iconFallbackText?: string | undefined };

/**
 * What must not be overlooked, such as what cannot be undone.
 *
 * @example <WarningText>The school will no longer see this person.</WarningText>
 */
export function WarningText({ iconFallbackText, className, children, ...rest }: WarningTextProps) {
  const words = use(UiWordsContext);
  return (
    <div {...rest} className={classes('govuk-warning-text', className)}>
      <span className="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong className="govuk-warning-text__text">
        <span className="govuk-visually-hidden">{iconFallbackText || words.warning}</span> {children}
      </strong>
    </div>
  );
}
