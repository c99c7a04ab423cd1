/** What a file import refuses, row by row, and the list that keeps the first of them. */

/** One fault in one row: where it is, which rule it breaks, what was found, and how to mend it. */
export type Refusal = {
  /** Line of the file on which the row starts; the header is line 1. */
  line: number;
  /** Column as the file calls it, or the field when no column holds it. */
  field: string;
  /** Name of the rule, such as `date.exists`. */
  rule: string;
  /** The cell as found, shortened to 60 characters. */
  found: string;
  /** One sentence: what was found and how to mend it. */
  message: string;
  /** Whom the row names, as far as it could be read. */
  who?: { upn: string | null; sourceId: string | null };
};

/** A fault before it is known which line and column it belongs to. */
export type Fault = { rule: string; message: string };

/** A row read into what a command needs, or every reason why it could not be. */
export type Read<Value> = { value: Value } | { refusals: Refusal[] };

/** The refusals of one file: all are counted, the first thousand are kept. */
export type RefusalList = {
  readonly kept: readonly Refusal[];
  readonly count: number;
  /** Rows with at least one refusal, counted by `line`; one row must be added in one piece. */
  readonly rows: number;
  /** How many refusals broke each rule. */
  readonly byRule: ReadonlyMap<string, number>;
  add(...refusals: Refusal[]): void;
};

const KEPT = 1_000;
const SHOWN = 60;
const LISTED = 32;
const PLAIN = /^[\x20-\x7e]*$/;
const UNSEEN = /[\p{Cc}\p{Cs}\u2028\u2029]/gu;
/** Embeddings, overrides and isolates: in a message they would turn the words that follow. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Starts a list of refusals.
 *
 * @example
 * const refused = refusalList();
 * if ('refusals' in read) refused.add(...read.refusals);
 */
export function refusalList(limit: number = KEPT): RefusalList {
  const kept: Refusal[] = [];
  const byRule = new Map<string, number>();
  let count = 0;
  let rows = 0;
  let lastLine = 0;
  return {
    kept,
    byRule,
    get count() {
      return count;
    },
    get rows() {
      return rows;
    },
    add(...refusals) {
      for (const refusal of refusals) {
        if (refusal.line !== lastLine) rows += 1;
        lastLine = refusal.line;
        count += 1;
        byRule.set(refusal.rule, (byRule.get(refusal.rule) ?? 0) + 1);
        if (kept.length < limit) kept.push(refusal);
      }
    },
  };
}

/** Puts a fault in its place. */
export function refuse(line: number, field: string, found: string, fault: Fault): Refusal {
  return { line, field, rule: fault.rule, found: shorten(found), message: fault.message };
}

/** Says of the refusals of one row whom the row names. */
export function namedBy(refusals: readonly Refusal[], who: NonNullable<Refusal['who']>): Refusal[] {
  const { upn, sourceId } = who;
  return refusals.map((refusal) => ({ ...refusal, who: { upn, sourceId } }));
}

/**
 * A cell as a message shows it: at most 60 characters, a control character as its picture (␊ for a line break), what
 * turns the direction of writing left out, no half of a character.
 *
 * @example shorten('a\nb') // 'a␊b'
 */
export function shorten(text: string): string {
  // Cut before anything looks at it: a cell may hold a million characters.
  const shown = cut(text, SHOWN);
  return PLAIN.test(shown) ? shown : shown.replace(UNSEEN, picture).replace(TURNS, '');
}

/**
 * Several names as a message shows them: the first few, and how many more there are.
 *
 * @example listed(['a', 'b', 'c'], 2) // 'a, b and 1 more'
 */
export function listed(names: readonly string[], most = 8): string {
  const shown = names.slice(0, most).map((name) => cut(shorten(name), LISTED));
  return `${shown.join(', ')}${names.length > most ? ` and ${names.length - most} more` : ''}`;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

function picture(unseen: string): string {
  const code = unseen.charCodeAt(0);
  if (code < 32) return String.fromCharCode(0x2400 + code);
  return code === 127 ? '␡' : '\ufffd';
}
