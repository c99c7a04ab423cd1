import type { Problem } from '#outcome';

/** Where somebody chooses their own password. */
export const PASSWORD_PAGE = '/account/password';

/** Where the second step of signing in is taken. */
export const SECOND_STEP_PAGE = '/sign-in/second-step';

/** Where somebody sets up and looks after their own second step. */
export const OWN_SECOND_STEP_PAGE = '/account/second-step';

/** Where young people and families sign in with a card. */
export const CARD_PAGE = '/card';

export const SHORTEST_PASSWORD = 12;
/** Longer ones would only cost time to hash. */
export const LONGEST_PASSWORD = 200;

/** The commonest that are long enough, and what people make of the name of the place. Compared without case or spaces. */
const COMMONEST = new Set([
  '123456789012',
  '1234567890123',
  '12345678901234',
  '123456123456',
  '123123123123',
  '111111111111',
  '000000000000',
  'passwordpassword',
  'password1234',
  'password12345',
  'password123456',
  'password123!',
  'passw0rd1234',
  'p@ssw0rd1234',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyqwerty',
  'qwerty123456',
  'qwertyuiopasdf',
  '1q2w3e4r5t6y',
  'asdfghjkl123',
  'iloveyou1234',
  'letmeinletmein',
  'letmein12345',
  'welcome12345',
  'welcome123456',
  'administrator',
  'administrator1',
  'admin1234567',
  'changemechangeme',
  'changeme1234',
  'abcdefghijkl',
  'abcd12345678',
  'abc123abc123',
  'aaaaaaaaaaaa',
  'footballfootball',
  'football1234',
  'liverpool123',
  'sunshine1234',
  'princess1234',
  'dragondragon',
  'monkeymonkey',
  'waymarkwaymark',
  'waymark12345',
  'schoolschool',
  'teacherteacher',
  'teacher12345',
  'trustno1trustno1',
]);

/**
 * What is wrong with a new password. Length counts, not a mixture of characters (NIST SP 800-63B, 3.1.1.2).
 *
 * @example newPasswordProblems('waymark', 'a@b.example') // [{ field: 'password', message: 'Use at least 12 characters' }]
 */
export function newPasswordProblems(password: string, email: string): Problem[] {
  const wrong = (message: string): Problem[] => [{ field: 'password', message }];
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return wrong(`Use at least ${SHORTEST_PASSWORD} characters`);
  if (length > LONGEST_PASSWORD) return wrong(`Use at most ${LONGEST_PASSWORD} characters`);
  const plain = password.toLowerCase().replaceAll(' ', '');
  const [name = ''] = email.toLowerCase().split('@');
  if (plain === email.toLowerCase() || plain === name)
    return wrong('Use something other than the e-mail address');
  if (COMMONEST.has(plain)) return wrong('Many people use this password. Choose one that is harder to guess');
  return [];
}

/** How an e-mail address is kept and compared. */
export function plainEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Roughly an e-mail address: one @ with something on both sides, no spaces, at most 254 characters (RFC 5321, 4.5.3.1.3). */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(text);
}
