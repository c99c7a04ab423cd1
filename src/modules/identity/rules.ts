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

/**
 * What is wrong with a new password at first sight; how easily it is guessed is another thing (`isEasyToGuess`). Length counts, not a mixture of
 * characters (NIST SP 800-63B, 3.1.1.2).
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
