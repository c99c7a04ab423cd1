import type { Say } from '#web';
import { dayInWords } from '../../actions/calendars/fault-in-words.ts';
import { type Calendar, type CalendarNotice, calendarNotices } from '../../rules/index.ts';

/** What to look at again before a calendar is kept. It may be meant. */
export function Notices({ say, calendar }: { say: Say; calendar: Calendar }) {
  const notices = calendarNotices(calendar);
  if (notices.length === 0) return null;
  return (
    <div className="wm-year__notices">
      <h3 className="govuk-heading-s">{say('calendars.notices.title')}</h3>
      {notices.map((notice) => (
        <p key={notice.about} className="govuk-body-s">
          {noticeInWords(say, notice)}
        </p>
      ))}
    </div>
  );
}

/** @example noticeInWords(say, { about: 'closures', days: 1 }) */
export function noticeInWords(say: Say, notice: CalendarNotice): string {
  switch (notice.about) {
    case 'sessions':
      return say('calendars.notices.sessions', { days: notice.days, sessions: notice.sessions });
    case 'closures':
      return say('calendars.notices.closures', { count: notice.days });
    case 'bank_holidays':
      return say('calendars.notices.bank_holidays', {
        list: notice.days.map(({ date, label }) => `${label} (${dayInWords(say, date)})`).join(', '),
      });
  }
}
