import type { ReactNode } from 'react';
import { classes } from '../props.ts';

export type PersonBannerProps = {
  /** "AK"; a question mark where no name is known. */
  initials: string;
  name: string;
  /** Year, setting, tutor group: what tells them from somebody with the same name. */
  where: string;
  /** `page` names the page, in its `h1`; `form` is the small one above what is written about them. */
  size?: 'page' | 'form' | 'sheet' | undefined;
  /** More lines under it. */
  children?: ReactNode;
};

/**
 * Whom a page is about. On a page where something is written about somebody it stays in sight, so that it is not written about
 * another.
 *
 * @example <PersonBanner initials="AK" name="Amina Khan" where="Year 9 · Fernlow High" size="form" />
 */
export function PersonBanner({ initials, name, where, size = 'page', children }: PersonBannerProps) {
  const Name = size === 'page' ? 'h1' : size === 'sheet' ? 'h2' : 'p';
  return (
    <div className={classes('wm-person', size !== 'page' && `wm-person--${size}`)}>
      <span className="wm-person__initials" aria-hidden="true">
        {initials}
      </span>
      <div className="wm-person__who">
        <Name className={classes(size === 'page' ? 'govuk-heading-l' : 'govuk-heading-s', 'wm-person__name')}>
          {name}
        </Name>
        <p className="govuk-body wm-person__where">{where}</p>
        {children}
      </div>
    </div>
  );
}
