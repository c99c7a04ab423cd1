import { type ComponentProps, type ReactNode, use } from 'react';
import { classes } from './props.ts';
import { UiWordsContext } from './ui-words.ts';

export type BreadcrumbsProps = Omit<ComponentProps<'nav'>, 'children'> & {
  /** The last, without `href`, is the page itself. */
  items: readonly { text: ReactNode; href?: string | undefined }[];
  collapseOnMobile?: boolean | undefined;
  labelText?: string | undefined;
};

/**
 * Where a page stands, from the top down.
 *
 * @example <Breadcrumbs items={[{ text: 'People', href: '/people' }, { text: 'Amina' }]} />
 */
export function Breadcrumbs({ items, collapseOnMobile, labelText, className, ...rest }: BreadcrumbsProps) {
  const words = use(UiWordsContext);
  return (
    <nav
      {...rest}
      className={classes(
        'govuk-breadcrumbs',
        className,
        collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
      )}
      aria-label={labelText ?? words.breadcrumb}
    >
      <ol className="govuk-breadcrumbs__list">
        {items.map((item, index) => (
          <li
            key={index}
            className="govuk-breadcrumbs__list-item"
            aria-current={item.href ? undefined : 'page'}
          >
            {item.href ? (
              <a className="govuk-breadcrumbs__link" href={item.href}>
                {item.text}
              </a>
            ) : (
              item.text
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
