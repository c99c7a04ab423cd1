import { britishDate, britishMoment } from '#dates';
import type { SaidInWords } from '#modules/instruments';
import { SummaryList } from '#ui';
import { type Say, yearInWords } from '#web';
import type { Referral, Whom } from '../queries/referrals.ts';
import { readUntil } from '../rules/sight.ts';

/** What a referral says, as it goes before a panel: each part with its questions and answers. */
export function ReferralWords({ said }: { said: SaidInWords }) {
  return said.map(({ title, lines }) => (
    <section key={title} className="wm-section">
      <h2 className="govuk-heading-m">{title}</h2>
      <SummaryList
        rows={lines.map(({ asks, says }) => ({
          key: asks,
          value: says.map((line, index) => (
            <span key={index} className="wm-line">
              {line}
            </span>
          )),
        }))}
      />
    </section>
  ));
}

/** Who a referral is about, in one line: year, setting, date of birth. */
export function whomInWords(say: Say, { ncYear, setting, bornOn }: Whom): string {
  const born = bornOn === null ? undefined : say('referrals.born', { date: britishDate(bornOn) });
  return [yearInWords(say, ncYear), setting, born].filter((part) => part != null).join(' · ');
}

/** How a referral stands. */
export function stateInWords(say: Say, referral: Referral): string {
  const { closedOn, decision } = referral;
  if (closedOn === null) return say('referrals.is-open');
  const date = britishDate(closedOn);
  return decision === null ? say('referrals.taken-back-on', { date }) : say('referrals.decided-on', { date });
}

/** Until when its panel reads it, where that is not for as long as it is open. */
export function readUntilInWords(say: Say, { closedOn, decision }: Referral): string {
  const until = readUntil({ closedOn, isTakenBack: closedOn !== null && decision === null });
  if (until === 'not') return say('referrals.read-not');
  return until === null
    ? say('referrals.read-while')
    : say('referrals.read-until', { date: britishDate(until) });
}

/** Who put it before the panel, and when. */
export function putInWords(say: Say, { author, putAt }: Referral): string {
  return say('named.by-at', { author, moment: britishMoment(putAt) });
}
