import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const scss = readFileSync(new URL('../assets/_palette.scss', import.meta.url), 'utf8');

/** The colours of one map of the palette, by name. */
function coloursOf(map: string): Record<string, string> {
  const body = new RegExp(`\\$${map}: \\(([^)]*)\\)`).exec(scss)?.[1] ?? '';
  return Object.fromEntries(
    [...body.matchAll(/"([\w-]+)": (#[0-9a-f]{6}),/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const DOMAINS = ['personal', 'family', 'social', 'institutional', 'structural'];
/** What is read on what, at 4.5 to 1. */
const READ: readonly [string, string][] = [
  ...['ink', 'ink-soft', 'link', 'link-visited', 'link-hover', 'brick', 'leaf'].flatMap((name) =>
    ['paper', 'sand'].map((ground): [string, string] => [name, ground]),
  ),
  ['ink', 'second'],
  ['ink', 'second-hover'],
  ['ink', 'amber-light'],
  ['ink', 'institutional-light'],
  ['ink-soft', 'cell'],
  ['on-pine', 'pine'],
  ['on-pine', 'button-hover'],
  ['on-rust', 'rust'],
  ['leaf-ink', 'leaf-light'],
  ['brick-ink', 'brick-light'],
  ['amber-ink', 'amber-light'],
  ...DOMAINS.flatMap((domain): [string, string][] => [
    [domain, 'paper'],
    [domain, 'cell'],
    [domain, `${domain}-light`],
    ['on-domain', domain],
  ]),
];
/** What only has to be seen, at 3 to 1. */
const SEEN: readonly [string, string][] = [
  ['pine', 'paper'],
  ['rust', 'paper'],
  ['amber', 'amber-light'],
  ['ink-soft', 'sand'],
];

describe.each(['light', 'dark'])('the %s colours', (map) => {
  const colours = coloursOf(map);

  it('are as many as the names', () => {
    const names = [...scss.matchAll(/^\$([\w-]+): var\(--wm-\1\);$/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(40);
    expect(Object.keys(colours)).toEqual(names);
  });

  it.each([...READ.map((pair) => [...pair, 4.5] as const), ...SEEN.map((pair) => [...pair, 3] as const)])(
    '%s on %s',
    (ink, ground, least) => {
      expect(contrast(colours[ink] ?? '', colours[ground] ?? '')).toBeGreaterThanOrEqual(least);
    },
  );
});

it('black on white is 21 to 1, and a grey that is only just too pale is told', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
  expect(contrast('#767676', '#ffffff')).toBeGreaterThanOrEqual(4.5);
});
