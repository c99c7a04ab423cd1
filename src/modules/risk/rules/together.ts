import { DOMAINS, type Domain } from './domains.ts';

type Marked = { mark: 0 | 1 | 2 };

/** What adults marked of one young person: whoever looks, and the strongest of the others. */
export type MarkedRow = {
  own: Partial<Record<Domain, Marked>>;
  others: Partial<Record<Domain, Marked>>;
};

/** What a group has in common in one domain. */
export type SharedNeed<Row> = {
  domain: Domain;
  /** Whoever has a mark there, those with two ticks first. */
  who: readonly Row[];
  /** How many of them have two ticks. */
  strong: number;
  /** Of how many nobody has said anything: blank is not "nothing seen". */
  notLooked: number;
};

/**
 * What a group shares, domain by domain, what most share first: of each young person the strongest mark that an adult gave.
 *
 * @source Handbook 2, Small group risk review: shared need, how many of the group, and who
 * @example sharedNeeds(rows)[0] // { domain: 'social', who: [eleven of them], strong: 3, notLooked: 2 }
 */
export function sharedNeeds<Row extends MarkedRow>(rows: readonly Row[]): SharedNeed<Row>[] {
  return DOMAINS.map((domain) => {
    const known = rows.map((row) => ({ row, mark: strongest(row, domain) }));
    const marked = known.filter(({ mark = 0 }) => mark > 0);
    const strong = marked.filter(({ mark }) => mark === 2);
    return {
      domain,
      who: [...strong, ...marked.filter(({ mark }) => mark === 1)].map(({ row }) => row),
      strong: strong.length,
      notLooked: known.filter(({ mark }) => mark === undefined).length,
    };
  }).sort((one, other) => other.who.length - one.who.length || other.strong - one.strong);
}

function strongest({ own, others }: MarkedRow, domain: Domain): 0 | 1 | 2 | undefined {
  const marks = [own[domain]?.mark, others[domain]?.mark].filter((mark) => mark !== undefined);
  return marks.sort().at(-1);
}
