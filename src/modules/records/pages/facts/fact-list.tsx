import type { ReactNode } from 'react';
import { SummaryList } from '#ui';

export type ShownFact = {
  name: ReactNode;
  value: ReactNode;
  /** Source and date, in words. */
  from: string;
};

/** Facts, each with where it is from. */
export function FactList({ facts }: { facts: readonly ShownFact[] }) {
  return (
    <SummaryList
      className="wm-facts"
      rows={facts.map(({ name, value, from }) => ({
        key: name,
        value: (
          <>
            {value} <span className="wm-facts__from">{from}</span>
          </>
        ),
      }))}
    />
  );
}
