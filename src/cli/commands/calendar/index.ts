import { type Command, Misused, where } from '../../command.ts';
import { setCalendar } from './set.ts';
import { showCalendar } from './show.ts';

/** Calendars in and out: for a council with forty schools. */
export const calendar: Command = {
  permission: 'calendar.edit',
  usage:
    'calendar show --year YEAR [--setting URN|NAME|organisation] [--format text|csv|json] | calendar set FILE --year YEAR --setting URN|NAME|organisation [--dry-run] [--data DIR] [--tenant NAME]',
  summary:
    'Shows the calendar that holds at a setting, or takes one from a CSV file (kind, name, starts_on, ends_on).',
  options: {
    ...where,
    year: { type: 'string' },
    setting: { type: 'string' },
    format: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  handsOver: true,
  async run(call) {
    const [verb] = call.positionals;
    if (verb === 'show') return showCalendar(call);
    if (verb === 'set') return setCalendar(call);
    throw new Misused('Say show or set');
  },
};
