import { Table } from '#ui';
import type { Say } from '#web';
import { type CountedResult, FEWEST_EVENTS } from '../../rules/index.ts';
import { numberInWords, shareInWords } from './figures.ts';

/** What each score found at the places there were, under one way of counting those not known. */
export function Counted({ counted, say }: { counted: CountedResult; say: Say }) {
  const { counting, people, withOutcome, results } = counted;
  const caption = say(`validation.countings.${counting}`, { withOutcome, people });
  if (!results)
    return (
      <>
        <h3 className="govuk-heading-s">{caption}</h3>
        <p className="govuk-body wm-unknown">{say('validation.not-enough', { fewest: FEWEST_EVENTS })}</p>
      </>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it
    <section className="wm-scroll" aria-label={caption} tabIndex={0}>
      <Table
        caption={caption}
        captionClassName="govuk-table__caption--s"
        firstCellIsHeader
        head={[
          ...['score', 'separates', 'right', 'of-all'].map((name) => say(`validation.columns.${name}`)),
          { content: say('validation.columns.lift'), format: 'numeric' },
        ]}
        rows={results.map(({ score, auc, atPlaces }) => [
          say(`validation.scores.${score}`),
          numberInWords(say, auc),
          shareInWords(say, atPlaces.precision),
          shareInWords(say, atPlaces.recall),
          { content: atPlaces.lift?.toFixed(1) ?? say('validation.too-few'), format: 'numeric' },
        ])}
      />
    </section>
  );
}
