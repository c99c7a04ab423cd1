/** A number and its noun. @example counted(1, 'profile is', 'profiles are') // '1 profile is' */
export function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
