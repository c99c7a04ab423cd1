/** Signs that stand beside words: plain characters, so that they print, grow and change colour with the text. */
export const SYMBOLS = {
  sun: '☀',
  cloud: '☁',
  rain: '☂',
  star: '★',
  heart: '♥',
  hands: '☺',
  compass: '✦',
  flag: '⚑',
  tick: '✓',
  cross: '✗',
} as const;
export type SymbolName = keyof typeof SYMBOLS;
