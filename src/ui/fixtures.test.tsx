import { describe, expect, it } from 'vitest';
import { draw } from './fixtures/draw.tsx';
import { leftOut } from './fixtures/left-out.ts';
import { normaliseHtml } from './fixtures/normalise.ts';
import { content, readFixtures, render } from './fixtures/read.ts';
import { ErrorMessage } from './index.ts';

const missing = (component: string) => new Set(Object.values(leftOut[component] ?? {}).flat());

for (const [component, drawOne] of Object.entries(draw)) {
  describe(`${component} is drawn as govuk-frontend draws it`, () => {
    const fixtures = readFixtures(component);
    const out = missing(component);
    const ported = fixtures.filter(({ name }) => !out.has(name));
    const drawn = (options: object) => normaliseHtml(render(drawOne(options)));

    it('is checked against at least one fixture', () => {
      expect(ported.length).toBeGreaterThan(0);
    });

    it.each(ported)('$name', ({ options, html }) => {
      expect(drawn(options)).toEqual(normaliseHtml(html));
    });

    it('leaves out only fixtures that exist and that it indeed does not match', () => {
      const names = fixtures.map(({ name }) => name);
      expect([...out].filter((name) => !names.includes(name))).toEqual([]);
      const matched = fixtures.filter(
        ({ name, options, html }) => out.has(name) && drawn(options).join() === normaliseHtml(html).join(),
      );
      expect(matched.map(({ name }) => name)).toEqual([]);
    });
  });
}

describe('the share of fixtures that are ported', () => {
  it('stays above four in five, over all components', () => {
    const components = Object.keys(draw);
    const all = components.flatMap((component) => readFixtures(component)).length;
    const out = components.reduce((sum, component) => sum + missing(component).size, 0);
    expect(all).toBeGreaterThan(500);
    expect((all - out) / all).toBeGreaterThan(0.8);
  });
});

describe('the comparison of HTML', () => {
  it('takes no notice of the order of attributes and of white space between elements', () => {
    expect(normaliseHtml('<p id="a"\n class="y  x">\n  One &amp;\n two\n</p>')).toEqual(
      normaliseHtml('<p class="x y" id="a">One & two</p>'),
    );
  });

  it('sees a missing class, attribute, word or element', () => {
    const whole = normaliseHtml('<p class="a b" hidden><b>Name</b> Amina</p>');
    for (const other of [
      '<p class="a" hidden><b>Name</b> Amina</p>',
      '<p class="a b"><b>Name</b> Amina</p>',
      '<p class="a b" hidden><b>Name</b> Amin</p>',
      '<p class="a b" hidden>Name Amina</p>',
    ]) {
      expect(normaliseHtml(other)).not.toEqual(whole);
    }
  });

  it('sees hidden words run into the words beside them', () => {
    const spaced = render(<ErrorMessage>{content('Enter a name')}</ErrorMessage>);
    expect(normaliseHtml(spaced.replace('</span> ', '</span>'))).not.toEqual(normaliseHtml(spaced));
  });
});
