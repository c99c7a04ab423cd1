import { z } from 'zod';
import type { Draft } from '#modules/sources';
import { answered } from './definition.ts';
import type { Reading } from './look.ts';

export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
/** As a form sends them: a tab would be lost on the way. */
export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const;

const Separator = z.enum(['comma', 'semicolon', 'tab', 'bar']);

/** How somebody said the file is to be read; what was not said, or not like this, is found out. */
export function readingOf(draft: Draft): Reading {
  const encoding = z.enum(ENCODINGS).safeParse(answered(draft, 'encoding'));
  const separator = Separator.safeParse(answered(draft, 'separator'));
  return {
    encoding: encoding.success ? encoding.data : undefined,
    delimiter: separator.success ? SEPARATORS[separator.data] : undefined,
  };
}

/** A draft that keeps how a file is read because nothing else would do, so that whoever sees it is asked to look. */
export const guessed = { encoding: 'windows-1252', guessed: 'yes' } as const;

/** Whether the encoding was guessed and nobody has said otherwise since. */
export function isGuessed(draft: Draft): boolean {
  return answered(draft, 'guessed') === 'yes';
}

/** What a separator is called in a form. */
export function separatorName(delimiter: string): keyof typeof SEPARATORS {
  return Separator.options.find((name) => SEPARATORS[name] === delimiter) ?? 'comma';
}
