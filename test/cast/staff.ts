import type { AccountId } from '#db';
import type { Role } from '#modules/access';
import { type CastSetting, castId, type council, type SettingKey } from './settings.ts';

export type StaffKey =
  | 'priya'
  | 'gwen'
  | 'ruth'
  | 'tomasz'
  | 'dev'
  | 'eilidh'
  | 'marcus'
  | 'sunita'
  | 'joe'
  | 'nadia'
  | 'hannah'
  | 'kwabena'
  | 'alison'
  | 'idris'
  | 'meiling';

export type CastMember = {
  key: StaffKey;
  accountId: AccountId;
  staffId: string & { __brand: 'people.staff' };
  givenName: string;
  familyName: string;
  role: Role;
  job: string;
  email: string;
  /** Where they work, the first above all; nowhere in particular: for the council. */
  settings: readonly SettingKey[];
  /** The cluster that their role is for, with all of its settings; else their role is for each of those above. */
  cluster: CastSetting['cluster'] | null;
  /** The organisation outside that they come from. */
  from: (typeof council.organisations)[number]['name'] | null;
};

/** The password of everybody in the cast. It opens made-up records only. */
export const castPassword = 'made-up-fernshire';

/** One person in each role, and a second headteacher. */
export const castStaff: Readonly<Record<StaffKey, CastMember>> = {
  priya: member(1, 'priya', 'Priya', 'Raman', 'administrator', 'Systems administrator', []),
  gwen: member(2, 'gwen', 'Gwen', 'Llewellyn', 'data_manager', 'Data manager', []),
  ruth: member(3, 'ruth', 'Ruth', 'Abara', 'headteacher', 'Headteacher', ['fernlow']),
  tomasz: member(4, 'tomasz', 'Tomasz', 'Zieliński', 'headteacher', 'Headteacher', ['larkmoss']),
  dev: member(5, 'dev', 'Dev', 'Chaudhuri', 'pastoral_lead', 'Pastoral lead', ['fernlow']),
  eilidh: member(6, 'eilidh', 'Eilidh', 'MacAskill', 'senco', 'SENCO', ['fernlow']),
  marcus: member(7, 'marcus', 'Marcus', 'Bell', 'attendance_officer', 'Attendance officer', ['fernlow']),
  sunita: member(8, 'sunita', 'Sunita', 'Thapa', 'careers_leader', 'Careers leader', ['fernlow']),
  joe: member(9, 'joe', 'Joe', 'Ferreira', 'tutor', 'Tutor of 10F, teaches history', ['fernlow']),
  hannah: member(10, 'hannah', 'Hannah', 'Weiss', 'adviser', 'Personal adviser', ['fernlow', 'quillbeck']),
  kwabena: member(
    11,
    'kwabena',
    'Kwabena',
    'Asante',
    'inclusion_partner',
    'Inclusion partner, Vale',
    ['fernlow', 'larkmoss'],
    { cluster: 'Vale' },
  ),
  alison: member(12, 'alison', 'Alison', 'Crowe', 'participation_lead', 'Participation lead', []),
  nadia: member(14, 'nadia', 'Nadia', 'Haddad', 'mentor', 'Volunteer mentor', [], {
    from: 'Kestrel Youth Trust',
  }),
  idris: member(15, 'idris', 'Idris', 'Vaughan', 'panel_member', 'Community nurse', [], {
    from: 'Fernshire Community Health',
  }),
  meiling: member(13, 'meiling', 'Mei-Ling', 'Zhao', 'analyst', 'Analyst', []),
};

function member(
  number: number,
  key: StaffKey,
  givenName: string,
  familyName: string,
  role: Role,
  job: string,
  settings: readonly SettingKey[],
  { cluster = null, from = null }: Partial<Pick<CastMember, 'cluster' | 'from'>> = {},
): CastMember {
  const email = `${key}@fernshire.example`;
  return {
    key,
    accountId: castId(4, number),
    staffId: castId(3, number),
    givenName,
    familyName,
    role,
    job,
    email,
    settings,
    cluster,
    from,
  };
}
