import { Layout } from './layout.tsx';
import { type Ask, page, type Route } from './route.ts';

/** Keys and the message that says what each does, as `src/assets/keys.ts` hears them. */
const KEYS = [
  ['/', 'find'],
  ['?', 'help'],
  ['h', 'hide'],
  ['Esc', 'close'],
  ['Tab', 'next'],
] as const;

/** `GET /keys`: what the keyboard does. The script shows the same part of it over any page, and can turn the single keys off. */
export const keysRoute: Route = {
  method: 'GET',
  path: '/keys',
  permission: 'signed_in',
  handle: async ({ frame }) => page(<KeysPage frame={frame} />),
};

function KeysPage({ frame }: Pick<Ask, 'frame'>) {
  const { say } = frame;
  const title = say('keys.title');
  return (
    <Layout frame={frame} title={title}>
      <div data-keys="">
        <h1 className="govuk-heading-l" id="keys-title">
          {title}
        </h1>
        <dl className="wm-keys">
          {KEYS.map(([key, does]) => (
            <div key={key} className="wm-keys__row">
              <dt>
                <kbd className="wm-keys__key">{key}</kbd>
              </dt>
              <dd>{say(`keys.${does}`)}</dd>
            </div>
          ))}
        </dl>
        <p className="govuk-body">{say('keys.about')}</p>
        <button
          type="button"
          hidden
          className="govuk-button govuk-button--secondary wm-keys__switch"
          data-keys-switch=""
          data-on={say('keys.turn-on')}
          data-off={say('keys.turn-off')}
        >
          {say('keys.turn-off')}
        </button>
      </div>
    </Layout>
  );
}
