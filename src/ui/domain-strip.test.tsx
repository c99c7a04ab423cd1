import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DOMAINS, DomainStrip, type Mark } from './index.ts';

function strip(marks: Mark[], size: 'row' | 'page' = 'row'): string {
  const five = DOMAINS.map((domain, index) => ({
    domain,
    mark: marks[index] ?? 'unknown',
    label: domain,
    says: `says ${marks[index]}`,
  }));
  return renderToStaticMarkup(<DomainStrip marks={five} size={size} caption="Amina" />);
}

const cells = (html: string) => html.match(/<li.*?<\/li>/g) ?? [];

describe('the five-domain strip', () => {
  it('says every domain and its mark in words, in order', () => {
    const said = cells(strip(['✓', '✓✓', '0', 'unknown', '✓'])).map((cell) => cell.replace(/<[^>]*>/g, ''));
    expect(said).toEqual([
      'personal: says ✓',
      'family: says ✓✓',
      'social: says 0',
      'institutional: says unknown',
      'structural: says ✓',
    ]);
  });

  it('tells the four marks apart by what is drawn, not only by colour', () => {
    const drawings = cells(strip(['0', '✓', '✓✓', 'unknown', '0'])).map(
      (cell) => /wm-strip__mark".*?<\/svg>/.exec(cell)?.[0],
    );
    expect(new Set(drawings.slice(0, 4)).size).toBe(4);
    expect(drawings[4]).toBe(drawings[0]);
  });

  it('hides the words in a row and shows them on a page', () => {
    expect(strip(['0'])).not.toContain('wm-strip__words');
    expect(strip(['0'], 'page')).toContain('wm-strip__words');
  });

  it('has no style of its own', () => {
    expect(strip(['✓✓'], 'page')).not.toContain('style=');
  });
});
