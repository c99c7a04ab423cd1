/**
 * Figures of a setting that are filled in from records when something is begun about it, where they are known. Groups are everybody, those
 * with SEN support or a plan, and those with neither; shares are in per cent.
 */
export const FIGURES = [
  'send_support',
  'send_plan',
  'need_spld',
  'need_mld',
  'need_sld',
  'need_pmld',
  'need_semh',
  'need_slcn',
  'need_hi',
  'need_vi',
  'need_msi',
  'need_pd',
  'need_asd',
  'need_ds',
  'need_oth',
  'need_nsa',
  'attendance_all',
  'attendance_send',
  'attendance_not_send',
  'persistent_absence_all',
  'persistent_absence_send',
  'persistent_absence_not_send',
  'suspended_all',
  'suspended_send',
  'suspended_not_send',
  'excluded_all',
  'excluded_send',
  'excluded_not_send',
] as const;
export type Figure = (typeof FIGURES)[number];
