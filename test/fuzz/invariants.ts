/** What holds for everything that a reader of files says, whatever it was given. */
import type { Refusal } from '#files';
import { Refused } from '#outcome';

const LONGEST_MESSAGE = 400;
const LONGEST_FOUND = 60;
// Control characters, halves of characters, and what turns the direction of writing.
const UNSEEN = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** What is wrong with a sentence that is shown to somebody, or nothing. */
export function wrongSentence(message: string): string | undefined {
  if (!/[.?]$/.test(message)) return `a message without its full stop: ${message}`;
  if (message.length >= LONGEST_MESSAGE) return `a message of ${message.length} characters: ${message}`;
  return UNSEEN.test(message)
    ? `a message with a character that cannot be shown: ${JSON.stringify(message)}`
    : undefined;
}

/** What is wrong with the refusals of one row, or nothing; `lines` is how many the file has. */
export function wrongRefusals(refusals: readonly Refusal[], lines: number): string | undefined {
  if (refusals.length === 0) return 'a row that was neither read nor refused';
  for (const { line, field, rule, found, message } of refusals) {
    if (!Number.isInteger(line) || line < 1 || line > lines) return `line ${line} of ${lines}`;
    if (typeof field !== 'string' || UNSEEN.test(field)) return `field ${JSON.stringify(field)}`;
    if (!/^[a-z_]+(\.[a-z_]+)?$/.test(rule)) return `rule ${rule}`;
    if (found.length > LONGEST_FOUND || UNSEEN.test(found)) return `found ${JSON.stringify(found)}`;
    const wrong = wrongSentence(message);
    if (wrong) return wrong;
  }
  return undefined;
}

/** A file that is refused as a whole is refused in a sentence; anything else that is thrown is a fault. */
export function wrongError(error: unknown): string | undefined {
  if (error instanceof Refused) return wrongSentence(error.message);
  return `threw ${error instanceof Error ? (error.stack ?? error.message) : error}`;
}
