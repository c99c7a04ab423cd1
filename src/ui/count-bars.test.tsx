import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CountBars } from './count-bars.tsx';
import { Figures } from './figures.tsx';
import { Steps } from './steps.tsx';

const kinds = [
  { id: 'added', label: 'Added' },
  { id: 'refused', label: 'Refused' },
];
const drawn = (...counts: number[][]) =>
  renderToStaticMarkup(
    <CountBars
      id="b"
      summary="Two files."
      kinds={kinds}
      height={100}
      bars={counts.map((each) => ({ name: 'x', counts: each }))}
    />,
  );
const parts = (html: string) =>
  [...html.matchAll(/<rect class="wm-bars__part--(\w+)" x="0" y="(\d+)" width="18" height="(\d+)"/g)].map(
    ([, kind, y, height]) => [kind, Number(y), Number(height)],
  );

describe('bars of counts', () => {
  it('stand in proportion, the first kind at the bottom, and leave out what is none', () => {
    expect(parts(drawn([50, 0], [50, 50]))).toEqual([
      ['added', 53, 48],
      ['added', 53, 48],
      ['refused', 5, 48],
    ]);
  });

  it('show a count that is small beside the others, and never leave the picture', () => {
    const all = parts(drawn([1_000_000, 1], [0, 0], [1, 1_000_000]));
    expect(all.every(([, y, height]) => Number(y) >= 0 && Number(height) >= 2)).toBe(true);
    expect(all).toHaveLength(4);
  });

  it('have a name, and a hatch as well as a colour for what was refused', () => {
    const html = drawn([1, 1]);
    expect(html).toContain('role="img" aria-labelledby="b-says"');
    expect(html).toContain('<title id="b-says">Two files.</title>');
    expect(html.match(/url\(#b-hatch\)/g)).toHaveLength(2);
  });
});

describe('steps', () => {
  it('say which one is now, and lead back to those that are done', () => {
    const html = renderToStaticMarkup(
      <Steps
        label="Way"
        doneText="done"
        at={1}
        steps={[
          { text: 'One', href: '/one' },
          { text: 'Two', href: '/two' },
        ]}
      />,
    );
    expect(html).toMatch(/<a [^>]*href="\/one"[^>]*>One<\/a><span class="govuk-visually-hidden"> \(done\)/);
    expect(html).toMatch(/aria-current="step".*Two/);
    expect(html).not.toContain('/two');
  });
});

describe('figures', () => {
  it('are a list of names and values', () => {
    expect(
      renderToStaticMarkup(<Figures figures={[{ label: 'Read', value: '1,204', isNotable: true }]} />),
    ).toContain('<dt class="wm-figures__label">Read</dt><dd class="wm-figures__value">1,204</dd>');
  });
});
