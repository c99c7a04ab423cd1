import type { PageFrame } from '#web';
import { type Instrument, type Respondent, textIn } from '../rules/index.ts';
import type { Tally } from '../rules/tally.ts';
import { asksOf } from './item-field.tsx';
import { answersOf } from './results-page.tsx';

/** Results as the lines of a table: item, answer, how many; then scales, with their means. Texts stay on the page. */
export function resultLines({
  frame: { say, lang },
  instrument,
  tally,
  respondent,
}: {
  frame: PageFrame;
  instrument: Instrument;
  tally: Tally;
  respondent: Respondent;
}): string[][] {
  const lines: string[][] = [[say('instruments.item'), say('campaigns.answer'), say('campaigns.people')]];
  for (const { item, counts, answered, declined, blank, mean } of tally.items) {
    const asks = asksOf(item, { lang, respondent, easy: false });
    const options = answersOf(instrument, item, lang);
    const rows = item.kind === 'grid' ? item.rows : undefined;
    for (const row of rows ?? [undefined])
      for (const [code, words] of options) {
        const key = row ? `${row.code}.${code}` : code;
        lines.push([row ? `${asks} – ${textIn(row.text, lang)}` : asks, words, String(counts.get(key) ?? 0)]);
      }
    if (options.length === 0)
      lines.push([
        asks,
        mean === undefined ? say('campaigns.written') : say('campaigns.mean-of', { mean }),
        String(answered),
      ]);
    lines.push(
      [asks, say('campaigns.rather-not'), String(declined)],
      [asks, say('campaigns.left'), String(blank)],
    );
  }
  for (const { scale, mean, number } of tally.scales)
    if (mean !== undefined)
      lines.push([
        textIn(scale.title, lang),
        say('campaigns.mean-of', { mean: mean.toFixed(2) }),
        String(number),
      ]);
  return lines;
}
