import type { Say } from '#web';
import { type Instrument, itemsOf, type Respondent } from '../rules/index.ts';

/**
 * What is said before anything is asked: who reads the answers, and that some of them bring an adult today.
 *
 * @param told who hears of it by name, where that is settled
 * @example whoReads(say, instrument, 'young_person')[0] // 'Adults at your school who look after you can read …'
 */
export function whoReads(
  say: Say,
  instrument: Instrument,
  respondent: Respondent,
  told: string | null = null,
): string[] {
  const family = respondent === 'family';
  const calls = itemsOf(instrument).some(
    (item) =>
      ('tells' in item && item.tells !== undefined) ||
      item.kind === 'long_text' ||
      item.kind === 'short_text',
  );
  return [
    say(`young.answering.reads.${family ? 'family' : 'own'}`),
    ...(calls ? [told === null ? someone(say, family) : named(say, family, told)] : []),
  ];
}

function someone(say: Say, family: boolean): string {
  return say(`young.answering.calls.${family ? 'family' : 'own'}`);
}

function named(say: Say, family: boolean, name: string): string {
  return say(`young.answering.calls-named.${family ? 'family' : 'own'}`, { name });
}
