import { type Move, nameOnPage } from '#modules/people';
import { BackLink, Table } from '#ui';
import { Layout, type PageFrame } from '#web';
import type { QualityQuery } from './ask.ts';
import { decidedInWords } from './in-words.ts';
import { Older } from './older.tsx';

/** Decisions about moves, the newest first, each with the way to take it back. */
export function DecidedMovesPage({
  frame,
  moves,
  asked,
  isMore,
}: {
  frame: PageFrame;
  moves: readonly Move[];
  asked: QualityQuery;
  isMore: boolean;
}) {
  const { say } = frame;
  const title = say('quality.decided-moves.title');
  return (
    <Layout frame={frame} title={title}>
      <BackLink href="/quality/moves">{say('quality.move.back')}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      {moves.length === 0 ? (
        <p className="govuk-body">{say('quality.decided-moves.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it
        <section className="wm-scroll" aria-label={title} tabIndex={0}>
          <Table
            className="wm-findings"
            firstCellIsHeader
            head={[say('people.name'), say('quality.decided'), say('quality.next')]}
            rows={moves.map((move) => {
              const name = nameOnPage(say, { ...move, source: move.to.source });
              return [
                name,
                move.decided === null ? '' : decidedInWords(say, move, move.decided),
                <a key="next" className="govuk-link" href={`/quality/moves/${move.id}`}>
                  {say('quality.decided-moves.next')}
                  <span className="govuk-visually-hidden"> ({name})</span>
                </a>,
              ];
            })}
          />
        </section>
      )}
      <Older path="/quality/decided-moves" asked={asked} isMore={isMore} frame={frame} />
    </Layout>
  );
}
