/**
 * Do our classes of attendance codes add up as the Department's statistics do? The file stays where it is.
 *
 *   npm run identities -- FILE
 *
 * FILE is the year-to-date table of "Pupil attendance in schools" (Explore Education Statistics) with a column for each
 * code (`reason_…`), one row an area and phase. Each sum is taken by the class that our table gives a code; the sums and
 * the columns of the file are then held against each other, row by row.
 */
import { readTable } from '#files';
import { ATTENDANCE_CODES, type AttendanceClass, type AttendanceCode } from '#modules/records';
import { Refused } from '#outcome';

type Count = (column: string) => number;
type Identity = { says: string; holds: (count: Count) => boolean };

/** The columns of the codes, in the order of our table; codes without one are outside the sessions possible. */
const columns: ReadonlyMap<string, string> = new Map([
  ['/', 'reason_present_am'],
  ['\\', 'reason_present_pm'],
  ['L', 'reason_l_present_late_before_registers_closed'],
  ['B', 'reason_b_aea_education_off_site'],
  ['K', 'reason_k_aea_education_arranged_by_la'],
  ['P', 'reason_p_aea_approved_sporting_activity'],
  ['V', 'reason_v_aea_educational_visit_trip'],
  ['W', 'reason_w_aea_work_experience'],
  ['J', 'reason_j_aea_interview'],
  ['C', 'reason_c_authorised_other'],
  ['C1', 'reason_c1_authorised_regulated_performance'],
  ['C2', 'reason_c2_authorised_temp_reduced_timetable'],
  ['E', 'reason_e_authorised_excluded'],
  ['H', 'reason_h_authorised_holiday'],
  ['I', 'reason_i_authorised_illness'],
  ['J1', 'reason_j1_authorised_interview'],
  ['M', 'reason_m_authorised_medical_dental'],
  ['R', 'reason_r_authorised_religious_observance'],
  ['S', 'reason_s_authorised_study_leave'],
  ['T', 'reason_t_authorised_mobile_child'],
  ['G', 'reason_g_unauthorised_holiday'],
  ['N', 'reason_n_no_reason_yet'],
  ['O', 'reason_o_other_unauthorised'],
  ['U', 'reason_u_unauthorised_late_after_registers_closed'],
]);

const of =
  (...classes: AttendanceClass[]) =>
  (code: AttendanceCode) =>
    classes.includes(code.class);
const sum = (count: Count, is: (code: AttendanceCode) => boolean) =>
  ATTENDANCE_CODES.filter((each) => is(each) && columns.has(each.code)).reduce(
    (total, { code }) => total + count(columns.get(code) ?? ''),
    0,
  );

const identities: Identity[] = [
  {
    says: 'our present codes are present_sessions',
    holds: (count) => sum(count, of('present')) === count('present_sessions'),
  },
  {
    says: 'our codes of approved activity are approved_educational_activity',
    holds: (count) => sum(count, of('approved_activity')) === count('approved_educational_activity'),
  },
  {
    says: 'our unauthorised codes are unauthorised_absence',
    holds: (count) => sum(count, of('unauthorised')) === count('unauthorised_absence'),
  },
  {
    says: 'our authorised codes are authorised_absence',
    holds: (count) => sum(count, of('authorised')) === count('authorised_absence'),
  },
  {
    says: 'our late codes are late_sessions',
    holds: (count) => sum(count, ({ late }) => late) === count('late_sessions'),
  },
  {
    says: 'present and approved activity are overall_attendance',
    holds: (count) =>
      count('present_sessions') + count('approved_educational_activity') === count('overall_attendance'),
  },
  {
    says: 'authorised and unauthorised are overall_absence',
    holds: (count) =>
      count('authorised_absence') + count('unauthorised_absence') === count('overall_absence'),
  },
  {
    says: 'attendance and absence are possible_sessions',
    holds: (count) => count('overall_attendance') + count('overall_absence') === count('possible_sessions'),
  },
  {
    says: 'all our codes that are attended or absent are possible_sessions',
    holds: (count) =>
      sum(count, of('present', 'approved_activity', 'authorised', 'unauthorised')) ===
      count('possible_sessions'),
  },
];

try {
  await checkIdentities(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function checkIdentities(args: readonly string[]): Promise<void> {
  const [path, ...more] = args;
  if (path === undefined || more.length > 0) throw new Refused('Use: npm run identities -- FILE');
  const table = await readTable(path, { delimiter: ',' });
  const missing = [...columns.values(), 'possible_sessions'].filter(
    (column) => !table.header.includes(column),
  );
  if (missing.length > 0) throw new Refused(`The file has no column ${missing.join(', ')}.`);
  const held = identities.map(() => 0);
  const off: number[] = [];
  let [rows, suppressed] = [0, 0];
  for await (const batch of table.batches) {
    for (const { cells } of batch) {
      const count: Count = (column) => Number(cells[table.header.indexOf(column)]);
      if (!Number.isFinite(count('possible_sessions'))) {
        suppressed += 1;
        continue;
      }
      rows += 1;
      for (const [at, { holds }] of identities.entries()) if (holds(count)) held[at] = (held[at] ?? 0) + 1;
      const unexplained = Math.abs(count('authorised_absence') - sum(count, of('authorised')));
      if (unexplained > 0) off.push(unexplained / count('authorised_absence'));
    }
  }
  console.log(`${rows} rows with numbers, ${suppressed} suppressed`);
  for (const [at, { says }] of identities.entries())
    console.log(`${String(held[at]).padStart(5)} of ${rows}  ${says}`);
  const most = off.length === 0 ? 0 : Math.max(...off);
  console.log(
    `Where authorised absence differs, it does so by at most ${(100 * most).toPrecision(2)} % of it (${off.length} rows).`,
  );
}
