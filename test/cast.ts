/**
 * The named people that every test, the demo and the screenshots share. All of them, their schools and their county are
 * made up. Their ids never change, so addresses in screenshots and journeys stay good.
 */
export { castId, type CastSetting, castSettings, council, type SettingKey } from './cast/settings.ts';
export { type CastMember, castPassword, castStaff, type StaffKey } from './cast/staff.ts';
export { castToday } from './cast/today.ts';
export { castYoungPeople, type CastKey } from './cast/young-people.ts';
export {
  type AttendanceStory,
  type CastNote,
  type CastYoungPerson,
  type CircumstanceKind,
  circumstanceKinds,
} from './cast/types.ts';
