import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { FingerPost, NotificationBanner, ServiceNavigation, SkipLink, UiWordsContext } from '#ui';
import type { PageFrame, WorkingAt } from './frame.ts';
import { uiWords } from './ui-words.ts';
import { workingAtInWords } from './working-at.ts';

export type LayoutProps = {
  frame: PageFrame;
  /** The page's `h1`, which the title starts with. */
  title: string;
  children: ReactNode;
  /** The page shows a form that was not accepted. */
  problems?: boolean | undefined;
  /** Seconds after which a browser without script asks for the page again. With script, `data-follow` does so quietly. */
  refresh?: number | undefined;
};

/** A page as it is sent. */
export function renderPage(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

/**
 * The whole document around a page: title, header with the places, flash, `main`, footer.
 *
 * @example renderPage(<Layout frame={frame} title="People"><h1 className="govuk-heading-l">People</h1></Layout>)
 */
export function Layout({ frame, title, children, problems, refresh }: LayoutProps) {
  const { say } = frame;
  const named = say('layout.title', { title });
  return (
    <UiWordsContext value={uiWords(say)}>
      <html lang={frame.lang} dir={frame.dir} className="govuk-template">
        <head>
          <meta charSet="utf-8" />
          <title>{problems ? say('layout.title-error', { title: named }) : named}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          <meta name="theme-color" content="#1f4a45" />
          <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
          {frame.assets.early.map((src) => (
            <script key={src} src={src} />
          ))}
          {frame.assets.css.map((href) => (
            <link key={href} rel="stylesheet" href={href} />
          ))}
          {refresh !== undefined && (
            <noscript>
              <meta httpEquiv="refresh" content={String(refresh)} />
            </noscript>
          )}
          {frame.assets.js.map((src) => (
            <script key={src} type="module" src={src} />
          ))}
        </head>
        <body className="govuk-template__body">
          <SkipLink href="#main-content">{say('layout.skip')}</SkipLink>
          <Header frame={frame} />
          <div className="govuk-width-container">
            <main className="govuk-main-wrapper" id="main-content">
              {frame.flash && <Flash flash={frame.flash} />}
              {children}
            </main>
          </div>
          <Footer frame={frame} />
        </body>
      </html>
    </UiWordsContext>
  );
}

function Header({ frame }: { frame: PageFrame }) {
  const { say, account, places, workingAt } = frame;
  return (
    <header className="govuk-template__header wm-header">
      {frame.demo && (
        <div className="wm-demo">
          <p className="govuk-width-container wm-demo__text">{say('layout.demo')}</p>
        </div>
      )}
      <div className="govuk-generic-header">
        <div className="govuk-generic-header__container govuk-width-container wm-header__row">
          <div className="govuk-generic-header__logo">
            <a href="/" className="govuk-generic-header__homepage-link wm-header__home">
              <FingerPost size={32} />
              <span>{say('layout.name')}</span>
            </a>
          </div>
          {workingAt && <Search frame={frame} />}
          {account && <Account frame={frame} account={account} />}
        </div>
      </div>
      {places.length > 0 && (
        <ServiceNavigation
          items={places.map(({ href, label, current }) => ({ href, text: label, current }))}
          end={workingAt && <WorkingAtLink frame={frame} workingAt={workingAt} />}
        />
      )}
    </header>
  );
}

function Account({ frame, account }: { frame: PageFrame; account: NonNullable<PageFrame['account']> }) {
  const { say } = frame;
  return (
    <div className="wm-account">
      <p className="wm-account__who">
        <a className="wm-account__name" href="/account">
          {account.name}
        </a>{' '}
        <span className="wm-account__organisation">{account.organisation}</span>
      </p>
      <form method="post" action="/sign-out">
        <button type="submit" className="wm-account__sign-out">
          {say('layout.account.sign-out')}
        </button>
      </form>
    </div>
  );
}

/** Which setting and year one has before one, and the way to another. */
function WorkingAtLink({
  frame: { say, path, onlySetting },
  workingAt,
}: {
  frame: PageFrame;
  workingAt: WorkingAt;
}) {
  return (
    <p className="wm-working-at">
      <a className="wm-working-at__link" href={`/working-at?back=${encodeURIComponent(path)}`}>
        <span className="govuk-visually-hidden">{say('working-at.title')}: </span>
        {workingAtInWords(say, workingAt, onlySetting)}
      </a>
    </p>
  );
}

function Search({ frame }: { frame: PageFrame }) {
  const { say } = frame;
  return (
    <search className="wm-search">
      <form method="get" action="/find" className="wm-search__form">
        <label className="govuk-visually-hidden" htmlFor="find">
          {say('layout.search.label')}
        </label>
        <input
          className="govuk-input wm-search__box"
          id="find"
          name="q"
          type="search"
          autoComplete="off"
          placeholder={say('layout.search.label')}
          defaultValue={frame.search}
          data-find=""
        />
        <button type="submit" className="govuk-button govuk-button--secondary wm-search__button">
          {say('layout.search.button')}
        </button>
      </form>
    </search>
  );
}

function Flash({ flash }: { flash: NonNullable<PageFrame['flash']> }) {
  return <NotificationBanner type={flash.kind === 'success' ? 'success' : undefined} text={flash.text} />;
}

function Footer({ frame }: { frame: PageFrame }) {
  const { say } = frame;
  return (
    <footer className="govuk-template__footer wm-footer">
      <div className="govuk-width-container">
        <p className="wm-footer__text">{say('layout.footer.purpose')}</p>
        <p className="wm-footer__text">{say('layout.footer.people')}</p>
        <ul className="govuk-list wm-footer__links">
          <li>
            <a className="govuk-link" href="/privacy">
              {say('young.privacy.link')}
            </a>
          </li>
          {frame.account && (
            <li>
              <a
                className="govuk-link"
                href="/keys"
                data-keys-link=""
                data-close={say('keys.close-button')}
                data-hidden={say('keys.hidden')}
                data-show={say('keys.show')}
              >
                {say('keys.title')}
              </a>
            </li>
          )}
        </ul>
      </div>
    </footer>
  );
}
