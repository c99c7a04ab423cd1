/** How easily a password is guessed, by those who know which ones people choose. */

/** Longer ones are guessed by nobody, and would take long to look at. */
const LOOKED_AT = 64;
/** Of five steps from 0: below 3 it takes fewer than a hundred million guesses, which no hash makes dear enough. */
const LEAST_SCORE = 3;
/** What people here think of first. */
const NEAR = ['waymark', 'school', 'teacher', 'college', 'council', 'pupil'];

type Guesser = { check(password: string, words: string[]): { score: number } };
let guesser: Promise<Guesser> | undefined;

/** Some fifty thousand passwords that leaked and patterns of keyboards, read when somebody first chooses a password. */
async function load(): Promise<Guesser> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}

/**
 * Whether a password is among those that are tried first, or made of such ones, of what is near (the parts of the address, the name of the
 * place), of dates, repetitions or rows of keys.
 *
 * @source OWASP ASVS 5.0, 6.2.4 and 6.2.11; D. Wheeler, zxcvbn: Low-Budget Password Strength Estimation, USENIX Security 2016
 * @example await isEasyToGuess('liverpool1234', 'jo@school.example') // true
 */
export async function isEasyToGuess(password: string, email: string): Promise<boolean> {
  guesser ??= load();
  const near = email
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part.length > 2);
  return (await guesser).check(password.slice(0, LOOKED_AT), [...near, ...NEAR]).score < LEAST_SCORE;
}
