import type { SettingId } from '#db';
import { Button, EmptyState } from '#ui';
import { Layout, type PageFrame, type Say, tierName } from '#web';
import type { Cut, Tier } from '../rules/index.ts';

export type SettingPlaces = {
  id: SettingId;
  name: string;
  places: Partial<Record<Tier, number>>;
  cuts: readonly Cut[];
};

const ASKED = ['targeted', 'intensive'] as const;

/** How many young people each setting can really help at a level, and from how many points that is suggested. */
export function PlacesPage({ frame, settings }: { frame: PageFrame; settings: readonly SettingPlaces[] }) {
  const { say } = frame;
  return (
    <Layout frame={frame} title={say('places.title')}>
      <h1 className="govuk-heading-l">{say('places.title')}</h1>
      <p className="govuk-body">{say('places.about')}</p>
      {settings.length === 0 && (
        <EmptyState title={say('places.none')}>
          <p className="govuk-body">{say('places.none-about')}</p>
        </EmptyState>
      )}
      {settings.map((setting) => (
        <SettingForm key={setting.id} setting={setting} say={say} />
      ))}
    </Layout>
  );
}

function SettingForm({ setting: { id, name, places, cuts }, say }: { setting: SettingPlaces; say: Say }) {
  return (
    <section className="wm-places" aria-labelledby={`places-${id}`}>
      <h2 className="govuk-heading-s" id={`places-${id}`}>
        {name}
      </h2>
      <form method="post" action={`/places/${id}`} className="wm-places__form">
        {ASKED.map((tier) => (
          <div key={tier} className="govuk-form-group wm-places__tier">
            <label className="govuk-label" htmlFor={`${tier}-${id}`}>
              {say('places.label', { tier: tierName(say, tier) })}
            </label>
            <input
              className="govuk-input govuk-input--width-4"
              id={`${tier}-${id}`}
              name={tier}
              inputMode="numeric"
              defaultValue={places[tier] ?? ''}
              aria-describedby={`${tier}-${id}-line`}
            />
            <p className="govuk-body-s wm-places__line" id={`${tier}-${id}-line`}>
              {lineInWords(
                say,
                cuts.find((cut) => cut.tier === tier),
              )}
            </p>
          </div>
        ))}
        <Button kind="secondary" preventDoubleClick>
          {say('places.save')} <span className="govuk-visually-hidden">{name}</span>
        </Button>
      </form>
    </section>
  );
}

function lineInWords(say: Say, cut: Cut | undefined): string {
  if (!cut) return say('places.no-rules');
  const points = say('profile.points.count', { count: cut.from });
  if (cut.from === cut.byRules) return say('places.line', { points, reach: cut.reach });
  return say('places.line-risen', {
    points,
    byRules: say('profile.points.count', { count: cut.byRules }),
    reach: cut.reach,
    taken: cut.taken,
  });
}
