import { LineCounter, parseDocument } from 'yaml';
import { type Message, messagesFrom } from './words.ts';

export type PackFault = { line: number; reason: string };

/**
 * What is wrong with a language pack: a message that English does not have, and one that fills in other things than
 * English does. What a pack has not got is said in English and is no fault.
 *
 * @param pack the text of its file
 * @param english the messages of `en.yaml`
 * @example packFaults('people: { titel: Lidé }', english) // [{ line: 1, reason: 'people.titel is no message …' }]
 */
export function packFaults(pack: string, english: ReadonlyMap<string, Message>): PackFault[] {
  const lines = new LineCounter();
  const document = parseDocument(pack, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) return [{ line: broken.linePos?.[0].line ?? 1, reason: 'it is not valid YAML' }];
  const lineOf = (key: string) => {
    const node = document.getIn(key.split('.'), true) as { range?: [number, number, number] } | undefined;
    return node?.range ? lines.linePos(node.range[0]).line : 1;
  };
  let messages: ReadonlyMap<string, Message>;
  try {
    messages = messagesFrom(pack);
  } catch (error) {
    return [{ line: 1, reason: (error as Error).message }];
  }
  return [...messages].flatMap(([key, message]): PackFault[] => {
    const said = english.get(key);
    if (said === undefined) return [{ line: lineOf(key), reason: `${key} is no message of en.yaml` }];
    const [wanted, found] = [filledIn(said), filledIn(message)];
    // One and two of something may be said without their number.
    const missing = typeof message === 'string' ? wanted.filter((name) => !found.includes(name)) : [];
    const unknown = found.filter((name) => !wanted.includes(name));
    return [
      ...missing.map((name) => ({ line: lineOf(key), reason: `${key} leaves out {${name}}` })),
      ...unknown.map((name) => ({
        line: lineOf(key),
        reason: `${key} fills in {${name}}, which is not there`,
      })),
    ];
  });
}

function filledIn(message: Message): string[] {
  const texts = typeof message === 'string' ? [message] : Object.values(message);
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)))];
}
