import { type ComponentProps, type ReactNode, use } from 'react';
import { classes, isShown } from './props.ts';
import { UiWordsContext } from './ui-words.ts';

export type PageLink = {
  href: string;
  text?: ReactNode;
  /** What is there, under the link; only without page numbers. */
  labelText?: string | undefined;
};

export type PageItem =
  | {
      number: number | string;
      href: string;
      current?: boolean | undefined;
      /** Said instead of "Page 3". */
      visuallyHiddenText?: string | undefined;
    }
  | { ellipsis: true };

export type PaginationProps = Omit<ComponentProps<'nav'>, 'children'> & {
  previous?: PageLink | undefined;
  next?: PageLink | undefined;
  items?: readonly PageItem[] | undefined;
  landmarkLabel?: string | undefined;
};

/**
 * Other pages of the same list.
 *
 * @example <Pagination next={{ href: '?page=2' }} items={[{ number: 1, href: '?page=1', current: true }]} />
 */
export function Pagination({ previous, next, items, landmarkLabel, className, ...rest }: PaginationProps) {
  const words = use(UiWordsContext);
  const block = !items && Boolean(next || previous);
  return (
    <nav
      {...rest}
      className={classes('govuk-pagination', block && 'govuk-pagination--block', className)}
      aria-label={landmarkLabel || words.pagination}
    >
      {previous && <Arrow link={previous} kind="prev" block={block} fallback={words.previous} />}
      {items && (
        <ul className="govuk-pagination__list">
          {items.map((item, index) => (
            <Item key={index} item={item} page={words.page} />
          ))}
        </ul>
      )}
      {next && <Arrow link={next} kind="next" block={block} fallback={words.next} />}
    </nav>
  );
}

function Item({ item, page }: { item: PageItem; page: string }) {
  if ('ellipsis' in item) {
    return <li className="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>;
  }
  const label = item.visuallyHiddenText ?? `${page.charAt(0).toUpperCase()}${page.slice(1)} ${item.number}`;
  return (
    <li className={classes('govuk-pagination__item', item.current && 'govuk-pagination__item--current')}>
      <a
        className="govuk-link govuk-pagination__link"
        href={item.href}
        aria-label={label}
        aria-current={item.current ? 'page' : undefined}
      >
        {item.number}
      </a>
    </li>
  );
}

type ArrowProps = { link: PageLink; kind: 'prev' | 'next'; block: boolean; fallback: string };

function Arrow({ link, kind, block, fallback }: ArrowProps) {
  const words = use(UiWordsContext);
  const icon = <ArrowIcon kind={kind} />;
  const title = classes(
    'govuk-pagination__link-title',
    block && !link.labelText && 'govuk-pagination__link-title--decorated',
  );
  return (
    <div className={`govuk-pagination__${kind}`}>
      <a className="govuk-link govuk-pagination__link" href={link.href} rel={kind}>
        {(block || kind === 'prev') && icon}
        <span className={title}>
          {isShown(link.text) ? (
            link.text
          ) : (
            <>
              {fallback}
              <span className="govuk-visually-hidden"> {words.page}</span>
            </>
          )}
        </span>
        {link.labelText && block && (
          <>
            <span className="govuk-visually-hidden">:</span>
            <span className="govuk-pagination__link-label">{link.labelText}</span>
          </>
        )}
        {!block && kind === 'next' && icon}
      </a>
    </div>
  );
}

const ARROWS = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
};

function ArrowIcon({ kind }: { kind: 'prev' | 'next' }) {
  return (
    <svg
      className={`govuk-pagination__icon govuk-pagination__icon--${kind}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={ARROWS[kind]} />
    </svg>
  );
}
