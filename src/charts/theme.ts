/** Colours and type of pictures: on a page those of the page, which follow light, dark and forced colours; alone fixed ones. */
export type Theme = {
  ink: string;
  soft: string;
  line: string;
  ground: string;
  /** Told apart by lightness as well, so in grey too. */
  series: readonly [string, string, string, string];
  /** From little to much. */
  heat: readonly [string, string, string, string];
  font: string;
};

/** The custom properties of `src/assets/_palette.scss`. */
export const onPage: Theme = {
  ink: 'var(--wm-ink)',
  soft: 'var(--wm-ink-soft)',
  line: 'var(--wm-line)',
  ground: 'var(--wm-paper)',
  series: ['var(--wm-pine)', 'var(--wm-ochre)', 'var(--wm-institutional)', 'var(--wm-stone)'],
  heat: ['var(--wm-heat-1)', 'var(--wm-heat-2)', 'var(--wm-heat-3)', 'var(--wm-heat-4)'],
  font: 'inherit',
};

/** For a file that stands alone, on white. */
export const onPaper: Theme = {
  ink: '#24211d',
  soft: '#57514a',
  line: '#d6cec1',
  ground: '#ffffff',
  series: ['#1f4a45', '#c2922a', '#2b5a94', '#cfc6b6'],
  heat: ['#e6efe8', '#a9c6b1', '#5b8f78', '#1f4a45'],
  font: '"Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", Arial, sans-serif',
};

export const FONT_SIZE = 13;

/** What holds for every picture in Vega-Lite. */
export function configOf({ ink, soft, line, font }: Theme) {
  const text = { font, fontSize: FONT_SIZE, fill: ink, color: ink };
  return {
    aria: false,
    background: 'transparent',
    font,
    view: { stroke: 'transparent' },
    axis: {
      domainColor: line,
      gridColor: line,
      gridDash: [2, 3],
      tickColor: line,
      labelColor: soft,
      labelFont: font,
      labelFontSize: FONT_SIZE,
      labelLimit: 0,
      labelPadding: 6,
      title: null,
    },
    legend: { disable: true },
    text,
  } as const;
}
