import { type ComponentProps, type ReactNode, use } from 'react';
import { classes } from './props.ts';
import { UiWordsContext } from './ui-words.ts';

export type NotificationBannerProps = Omit<ComponentProps<'div'>, 'title' | 'children'> & {
  type?: 'success' | undefined;
  title?: ReactNode;
  titleId?: string | undefined;
  titleHeadingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  disableAutoFocus?: boolean | undefined;
  /** A sentence shown as a heading; give `children` instead for more than one. */
  text?: ReactNode;
  children?: ReactNode;
};

/**
 * News about the page as a whole: what has just been done, or what to know first.
 *
 * @example <NotificationBanner type="success" text="Note saved" />
 */
export function NotificationBanner(props: NotificationBannerProps) {
  const words = use(UiWordsContext);
  const {
    type,
    title,
    titleId,
    titleHeadingLevel,
    disableAutoFocus,
    text,
    children,
    className,
    role,
    ...rest
  } = props;
  const success = type === 'success';
  const id = titleId || 'govuk-notification-banner-title';
  const Heading = `h${titleHeadingLevel ?? 2}` as const;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is always one that may be named
    <div
      {...rest}
      className={classes(
        'govuk-notification-banner',
        success && 'govuk-notification-banner--success',
        className,
      )}
      role={role || (success ? 'alert' : 'region')}
      aria-labelledby={id}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={disableAutoFocus}
    >
      <div className="govuk-notification-banner__header">
        <Heading className="govuk-notification-banner__title" id={id}>
          {title ?? (success ? words.success : words.important)}
        </Heading>
      </div>
      <div className="govuk-notification-banner__content">
        {children ?? <p className="govuk-notification-banner__heading">{text}</p>}
      </div>
    </div>
  );
}
