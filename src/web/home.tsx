import { Layout } from './layout.tsx';
import type { Place } from './module.ts';
import { type Ask, page, type Route, redirect } from './route.ts';

/** `/`: the first place the account may go to. An account without a role is told what to do about it. */
export function homeRoute(places: readonly Place[]): Route {
  return {
    method: 'GET',
    path: '/',
    permission: 'signed_in',
    async handle({ actor, frame }) {
      const home = places.find(({ permission }) => actor.may.has(permission));
      return home ? redirect(home.href) : page(<NoPlaceYet frame={frame} />);
    },
  };
}

function NoPlaceYet({ frame }: Pick<Ask, 'frame'>) {
  const title = frame.say('sign_in.no-place.title');
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{frame.say('sign_in.no-place.next')}</p>
    </Layout>
  );
}
