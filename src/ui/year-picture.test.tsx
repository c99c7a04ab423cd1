import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { type PictureDay, type PictureDayKind, YearPicture } from './index.ts';

const kinds: readonly PictureDayKind[] = ['school', 'inset', 'bank_holiday', 'closure', 'holiday', 'weekend'];

/** The days of September and October 2026, which begin on a Tuesday and a Thursday. */
function days(): PictureDay[] {
  return Array.from({ length: 61 }, (_, index) => ({
    date: new Date(Date.UTC(2026, 8, 1 + index)).toISOString().slice(0, 10),
    weekday: ((index + 1) % 7) + 1,
    kind: kinds[index % kinds.length] ?? 'school',
    says: index === 1 ? 'INSET <day>' : undefined,
  }));
}

const html = renderToStaticMarkup(
  <YearPicture days={days()} legend={[{ kind: 'inset', says: 'INSET day' }]} />,
);

describe('the picture of a year', () => {
  it('is hidden from those who hear the page: the page says the same in words', () => {
    expect(html).toMatch(/^<div class="wm-year-picture" aria-hidden="true">/);
  });

  it('has a block a month, each day once', () => {
    expect(html.match(/wm-year-picture__month"/g)).toHaveLength(2);
    expect(html).toContain('>September 2026<');
    expect(html.match(/<text class="wm-day__number[^>]*>\d+</g)).toHaveLength(61);
  });

  it('puts a day under its weekday, and the next week under it', () => {
    const [september = ''] = /<svg class="wm-year-picture__month".*?<\/svg>/s.exec(html) ?? [];
    const places = [...september.matchAll(/<g transform="translate\((\d+) (\d+)\)">/g)].map(([, x, y]) => [
      x,
      y,
    ]);
    expect(places[0]).toEqual(['25', '39']);
    expect(places[5]).toEqual(['145', '39']);
    expect(places[6]).toEqual(['1', '61']);
  });

  it('tells the kinds apart by more than colour', () => {
    const drawn = (kind: PictureDayKind) => {
      const one = renderToStaticMarkup(
        <YearPicture days={[{ date: '2026-09-01', weekday: 2, kind }]} legend={[]} />,
      );
      const [shapes = ''] = /<g transform.*?<text/s.exec(one) ?? [];
      return shapes.replaceAll(/ class="[^"]*"/g, '');
    };
    const shapes = ['inset', 'bank_holiday', 'closure', 'weekend'].map((kind) =>
      drawn(kind as PictureDayKind),
    );
    expect(new Set([...shapes, drawn('school')]).size).toBe(5);
    // A school day and a holiday are the same shape, one filled and one empty.
    expect(drawn('school')).toBe(drawn('holiday'));
  });

  it('says what a day is to whoever rests on it, as text', () => {
    expect(html).toContain('<title>INSET &lt;day&gt;</title>');
  });
});
