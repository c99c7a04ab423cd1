import { type ReactNode, use } from 'react';
import { classes, isShown } from './props.ts';
import { UiWordsContext } from './ui-words.ts';

export type ServiceNavigationProps = {
  items: readonly { href: string; text: ReactNode; current?: boolean | undefined }[];
  navigationId?: string | undefined;
  className?: string | undefined;
  /** Stands at the end of the row. */
  end?: ReactNode;
};

/**
 * The places of the service in one row; folds behind a menu button on narrow pages when scripts are on.
 *
 * @example <ServiceNavigation items={[{ href: '/people', text: 'People', current: true }]} />
 */
export function ServiceNavigation({
  items,
  navigationId = 'navigation',
  className,
  end,
}: ServiceNavigationProps) {
  const words = use(UiWordsContext);
  return (
    <Around end={end} className={classes('govuk-service-navigation', className)}>
      <div
        className={classes(
          'govuk-width-container',
          isShown(end) && 'govuk-service-navigation__inlining-container',
        )}
      >
        <div className="govuk-service-navigation__container">
          {items.length > 0 && (
            <nav aria-label={words.menu} className="govuk-service-navigation__wrapper">
              {items.length > 1 && (
                // biome-ignore lint/a11y/noAriaHiddenOnFocusable: hidden until the script shows it
                <button
                  type="button"
                  className="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
                  aria-controls={navigationId}
                  hidden
                  aria-hidden="true"
                >
                  {words.menu}
                </button>
              )}
              <ul className="govuk-service-navigation__list" id={navigationId}>
                {items.map((item, index) => (
                  <li
                    key={index}
                    className={classes(
                      'govuk-service-navigation__item',
                      item.current && 'govuk-service-navigation__item--active',
                    )}
                  >
                    <a
                      className="govuk-service-navigation__link"
                      href={item.href}
                      aria-current={item.current ? 'page' : undefined}
                    >
                      {item.current ? (
                        <strong className="govuk-service-navigation__active-fallback">{item.text}</strong>
                      ) : (
                        item.text
                      )}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </div>
        {end}
      </div>
    </Around>
  );
}

/** With something beside the places it is a landmark of its own. */
function Around({ end, ...props }: { end: ReactNode; className: string | undefined; children: ReactNode }) {
  const words = use(UiWordsContext);
  return isShown(end) ? (
    <section aria-label={words.serviceInformation} data-module="govuk-service-navigation" {...props} />
  ) : (
    <div data-module="govuk-service-navigation" {...props} />
  );
}
