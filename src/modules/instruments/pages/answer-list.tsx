import { SummaryList } from '#ui';
import type { PageFrame } from '#web';
import type { Answers } from '../rules/answer.ts';
import { answerInWords } from '../rules/in-words.ts';
import { type Instrument, isAsked, type Page } from '../rules/index.ts';
import { isShown } from '../rules/shown.ts';
import { asksOf, type Reading } from './item-field.tsx';

/** The answers of one page, a line each. `blanks` shows what has none as well. */
export function AnswerList({
  instrument,
  page,
  answers,
  reading,
  say,
  blanks = false,
}: {
  instrument: Instrument;
  page: Page;
  answers: Answers;
  reading: Reading;
  say: PageFrame['say'];
  blanks?: boolean;
}) {
  const rows = page.sections
    .flatMap(({ items }) => items)
    .filter(isAsked)
    .filter((item) => isShown(item, answers))
    .flatMap((item) => {
      const declined = say('young.answering.said-rather-not');
      const lines = answerInWords(instrument, item, answers[item.code], { lang: reading.lang, declined });
      if (lines.length === 0 && !blanks) return [];
      return [{ key: asksOf(item, reading), value: lines.length === 0 ? '–' : <Lines lines={lines} /> }];
    });
  return rows.length === 0 ? null : <SummaryList rows={rows} />;
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <>
      {lines.map((line, index) => (
        <span key={index} className="wm-line">
          {line}
        </span>
      ))}
    </>
  );
}
