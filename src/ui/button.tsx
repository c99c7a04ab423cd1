import type { ComponentProps, ReactNode } from 'react';
import { classes } from './props.ts';

type Shared = {
  children: ReactNode;
  kind?: 'secondary' | 'warning' | 'inverse' | undefined;
  /** The first step of something, with an arrow. */
  isStart?: boolean | undefined;
  /** Ignores a second press within a second. */
  preventDoubleClick?: boolean | undefined;
};

export type ButtonProps = Shared &
  (
    | ({ href: string } & Omit<ComponentProps<'a'>, 'children' | 'href'>)
    | ({ href?: undefined } & Omit<ComponentProps<'button'>, 'children'>)
  );

/**
 * A button that sends its form, or with `href` a link that looks like one.
 *
 * @example <Button preventDoubleClick>{say('people.save')}</Button>
 */
export function Button({ children, kind, isStart, preventDoubleClick, className, ...rest }: ButtonProps) {
  const shared = {
    className: classes(
      'govuk-button',
      kind && `govuk-button--${kind}`,
      className,
      isStart && 'govuk-button--start',
    ),
    'data-module': 'govuk-button',
  };
  if (rest.href !== undefined) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a link that is pressed like a button, as the package draws it
      <a role="button" draggable={false} {...shared} {...rest}>
        {children}
        {isStart && <StartIcon />}
      </a>
    );
  }
  const { type, disabled, ...own } = rest as ComponentProps<'button'>;
  return (
    <button
      type={type ?? 'submit'}
      disabled={disabled}
      aria-disabled={disabled || undefined}
      data-prevent-double-click={preventDoubleClick}
      {...shared}
      {...own}
    >
      {children}
      {isStart && <StartIcon />}
    </button>
  );
}

function StartIcon() {
  return (
    <svg
      className="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  );
}
