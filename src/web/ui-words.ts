import type { UiWords } from '#ui';
import type { Say } from './words.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** The words the components say by themselves, in the language of the page. */
export function uiWords(say: Say): UiWords {
  return {
    back: say('ui.back'),
    breadcrumb: say('ui.breadcrumb'),
    error: say('ui.error'),
    errorSummary: say('ui.error-summary'),
    important: say('ui.important'),
    success: say('ui.success'),
    warning: say('ui.warning'),
    menu: say('ui.menu'),
    serviceInformation: say('ui.service-information'),
    pagination: say('ui.pagination'),
    previous: say('ui.previous'),
    next: say('ui.next'),
    page: say('ui.page'),
    day: say('ui.day'),
    month: say('ui.month'),
    year: say('ui.year'),
    morning: say('ui.morning'),
    afternoon: say('ui.afternoon'),
    week: say('ui.week'),
    showTable: say('ui.show-table'),
    weekdays: WEEKDAYS.map((day) => say(`ui.weekdays.${day}`)),
    weekdaysShort: WEEKDAYS.map((day) => say(`ui.weekdays-short.${day}`)),
    months: MONTHS.map((month) => say(`ui.months.${month}`)),
  };
}
