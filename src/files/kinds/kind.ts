/** What a file is, as the end of “This file is …”, and what somebody who has it can do. */
export type Kind = { is: string; instead: string };

export const TABLE_INSTEAD = 'Save the table as CSV in UTF-8 and bring that.';

/** Which columns a file of young people should have, whatever it is exported from. */
export const PEOPLE_INSTEAD =
  'It cannot be brought in yet: export the young people as CSV, with UPN, forename, surname, date of birth, NC year and the URN or LAESTAB of the setting, and bring that with waymark import people.';

export function nameKind({ is, instead }: Kind): string {
  return `This file is ${is}. ${instead}`;
}
