import { createContext } from 'react';
import { MONTHS } from '#dates';

/** The few words the components say by themselves; `Layout` fills them in the language of the page. */
export type UiWords = {
  back: string;
  breadcrumb: string;
  error: string;
  errorSummary: string;
  important: string;
  success: string;
  warning: string;
  menu: string;
  serviceInformation: string;
  pagination: string;
  previous: string;
  next: string;
  page: string;
  day: string;
  month: string;
  year: string;
  morning: string;
  afternoon: string;
  week: string;
  showTable: string;
  /** Monday to Sunday. */
  weekdays: readonly string[];
  /** Monday to Sunday, a letter or two each. */
  weekdaysShort: readonly string[];
  /** January to December. */
  months: readonly string[];
};

/** English, so that a component also renders alone; a test holds these equal to `library/messages/en.yaml`. */
export const englishUiWords: UiWords = {
  back: 'Back',
  breadcrumb: 'Breadcrumb',
  error: 'Error',
  errorSummary: 'There is a problem',
  important: 'Important',
  success: 'Success',
  warning: 'Warning',
  menu: 'Menu',
  serviceInformation: 'Service information',
  pagination: 'Pagination',
  previous: 'Previous',
  next: 'Next',
  page: 'page',
  day: 'Day',
  month: 'Month',
  year: 'Year',
  morning: 'Morning',
  afternoon: 'Afternoon',
  week: 'Week',
  showTable: 'Show this as a table',
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  weekdaysShort: ['M', 'T', 'W', 'T', 'F', 'S', 'S'],
  months: MONTHS,
};

/** Read by components with `use(UiWordsContext)`. */
export const UiWordsContext = createContext<UiWords>(englishUiWords);
