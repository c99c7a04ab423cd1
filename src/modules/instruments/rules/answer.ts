import type { PlainDate } from '#dates';

/** What was answered to one item, or that whoever was asked would rather not say. Nothing at all is no answer yet. */
export type Answer = { is: AnswerValue } | { declined: true };

/**
 * The value of an answer, by the kind of its item: a code (choice, scale), codes (several; ranking, the first the most), a code for each row
 * (grid), text, a number, a day, a name (person), or a name with a day (signature).
 */
export type AnswerValue = string | number | readonly string[] | Readonly<Record<string, string>> | Signature;
export type Signature = { name: string; on: PlainDate };

/** Answers by the code of their item. */
export type Answers = Readonly<Record<string, Answer>>;

/** The value, where one was given. */
export function answeredWith(answers: Answers, code: string): AnswerValue | undefined {
  const answer = answers[code];
  return answer && 'is' in answer ? answer.is : undefined;
}

/** Whether two answers say the same; nothing is the same as nothing. */
export function sameAnswer(one: Answer | undefined, other: Answer | undefined): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** With the rows of a grid in one order: the database keeps none. */
function sorted(answer: Answer | undefined): unknown {
  if (!answer || 'declined' in answer) return answer ?? null;
  const { is } = answer;
  if (typeof is !== 'object' || Array.isArray(is)) return is;
  return Object.entries(is).sort(([one], [other]) => (one < other ? -1 : 1));
}
