/** Pictures of numbers: data in, SVG with words, table and files out. Drawn on the server, one look for all. */
export { chartAsked } from './answer.ts';
export type { Chart, Unit } from './chart.ts';
export { ChartFigure, type Drawn, drawForPage } from './chart-figure.tsx';
export { type ChartFormat, chartFile } from './files.ts';
