import type { Say } from '#web';
import { type Instrument, itemsOf, type Respondent } from '../rules/index.ts';

/**
 * What is said before anything is asked: who reads the answers, and that some of them bring an adult today.
 *
 * @example whoReads(say, instrument, 'young_person')[0] // 'Adults at your school who look after you can read …'
 */
export function whoReads(say: Say, instrument: Instrument, respondent: Respondent): string[] {
  const calls = itemsOf(instrument).some(
    (item) =>
      ('tells' in item && item.tells !== undefined) ||
      item.kind === 'long_text' ||
      item.kind === 'short_text',
  );
  return [
    say(`young.answering.reads.${respondent === 'family' ? 'family' : 'own'}`),
    ...(calls ? [say(`young.answering.calls.${respondent === 'family' ? 'family' : 'own'}`)] : []),
  ];
}
