/**
 * The named people that every test, the demo and the screenshots share. All of them, their schools and their county are
 * made up. Their ids never change, so addresses in screenshots and journeys stay good.
 */
export { type CastSetting, castId, castSettings, council, type SettingKey } from './cast/settings.ts';
export { type CastMember, castPassword, castStaff, type StaffKey } from './cast/staff.ts';
export { castToday } from './cast/today.ts';
export {
  type AttendanceStory,
  type CastNote,
  type CastYoungPerson,
  type CircumstanceKind,
  circumstanceKinds,
} from './cast/types.ts';
export { type CastKey, castYoungPeople } from './cast/young-people/index.ts';
