import { britishDate } from '#dates';
import { type Domain, DomainIcon } from '#ui';
import type { Say } from '#web';
import type { ProfileDetail } from '../queries/profile.ts';
import { pointsHidden } from '../rules/index.ts';

type Props = {
  domain: Domain;
  profile: ProfileDetail[Domain];
  /** Where nothing is shown, something is known or not known that is not for whoever looks. */
  isPartial: boolean;
  say: Say;
};

/** One domain: why it is marked, and what nobody has said. What is not known is never shown as nothing to notice. */
export function DomainReasons({ domain, profile, isPartial, say }: Props) {
  const { mark, reasons, unknown } = profile;
  const hidden = pointsHidden(profile);
  const empty = reasons.length === 0 && unknown.length === 0 && hidden === 0;
  return (
    <section className="wm-domain" aria-labelledby={`domain-${domain}`}>
      <h3 className="govuk-heading-s wm-domain__name" id={`domain-${domain}`}>
        <DomainIcon domain={domain} size={22} /> {say(`domains.${domain}`)}
      </h3>
      {reasons.length > 0 && (
        <ul className="govuk-list wm-reasons">
          {reasons.map((reason) => (
            <li key={reason.indicator} className="wm-reason">
              <span className="wm-reason__says">{reason.says}</span>
              <span className="wm-reason__from">
                {say('profile.reason', {
                  points: say('profile.points.count', { count: reason.points }),
                  threshold: reason.threshold,
                  source: reason.source,
                  date: britishDate(reason.date),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <p className="govuk-body-s">
          {say('profile.hidden', { points: say('profile.points.count', { count: hidden }) })}
        </p>
      )}
      {domain === 'institutional' && reasons.length > 0 && (
        <p className="govuk-body-s">{say('profile.elsewhere')}</p>
      )}
      {unknown.length > 0 && (
        <>
          <p className="wm-domain__unknown">{say('profile.unknown')}</p>
          <ul className="govuk-list wm-unknowns">
            {unknown.map(({ indicator, says, highest }) => (
              <li key={indicator}>
                {says}{' '}
                <span className="wm-reason__from">
                  {say('profile.could-add', { points: say('profile.points.count', { count: highest }) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {empty && <p className="govuk-body-s">{say(emptyKey(mark, isPartial))}</p>}
    </section>
  );
}

/** What a domain says that nothing is shown in: where some of it is not for whoever looks, not that nobody looks at it. */
function emptyKey(mark: ProfileDetail[Domain]['mark'], isPartial: boolean): string {
  if (mark === '0') return 'profile.clear';
  return isPartial ? 'profile.unknown-hidden' : 'profile.not-covered';
}
