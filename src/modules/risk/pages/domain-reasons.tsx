import { britishDate } from '#dates';
import { type Domain, DomainIcon } from '#ui';
import type { Say } from '#web';
import type { ProfileDetail } from '../queries/profile.ts';

type Props = { domain: Domain; profile: ProfileDetail[Domain]; say: Say };

/** One domain: why it is marked, and what nobody has said. What is not known is never shown as nothing to notice. */
export function DomainReasons({ domain, profile: { mark, reasons, unknown }, say }: Props) {
  const empty = reasons.length === 0 && unknown.length === 0;
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
      {empty && (
        <p className="govuk-body-s">{mark === '0' ? say('profile.clear') : say('profile.not-covered')}</p>
      )}
    </section>
  );
}
