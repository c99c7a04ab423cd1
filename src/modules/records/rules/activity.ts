/**
 * What somebody aged 16 or 17 is doing, by the activity codes that councils keep.
 *
 * Sources group the edges differently. This is ours, written down once: re-engagement provision (530), a gap year (260)
 * and an agreed start (615, 616) are contact with somewhere and not NEET by the code list, voluntary work (540) is,
 * employment with study that is not for reward (550) is not, and custody (710) is out of the reckoning, as it is in
 * the published figures. A lapsed or refused answer (810 to 830), and one of compulsory school age that is not known
 * (150), is not known.
 *
 * Source: NCCIS management information requirement, activity codes; the tools of three authorities, compared.
 */
export type ActivityGroup = 'eet' | 'neet' | 'not_known' | 'out';

const GROUPS: Readonly<Record<Exclude<ActivityGroup, 'eet'>, readonly string[]>> = {
  neet: ['540', '610', '619', '620', '630', '640', '650', '660', '670', '680'],
  not_known: ['150', '810', '820', '830'],
  out: ['710'],
};
const EET = new Set(
  (
    '110 120 130 140 210 220 230 240 250 260 270 280 290 310 320 330 340 350 360 380 381 410 430 440 450 460 ' +
    '530 550 615 616'
  ).split(' '),
);

/**
 * The group of an activity code, or `undefined` when there is no such code.
 *
 * @example activityGroup('540') // 'neet'
 */
export function activityGroup(code: string): ActivityGroup | undefined {
  for (const group of ['neet', 'not_known', 'out'] as const) if (GROUPS[group].includes(code)) return group;
  return EET.has(code) ? 'eet' : undefined;
}
