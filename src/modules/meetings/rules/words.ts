/** The form that says what a panel needs to know. */
export const REFERRAL_FORM = 'panel-referral';

/** What somebody does on a panel. The chair and whoever takes the minutes write down what was decided. */
export const duties = ['chair', 'minute_taker', 'member'] as const;
export type Duty = (typeof duties)[number];

/** Whether somebody writes down what was decided. @example decides('member') // false */
export function decides(duty: Duty): boolean {
  return duty !== 'member';
}
