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

/** A cell as a message shows it: at most 60 characters. */
export function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}
