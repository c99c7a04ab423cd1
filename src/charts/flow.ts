import { sankey, sankeyJustify, sankeyLinkHorizontal } from 'd3-sankey';
import type { FlowChart } from './chart.ts';
import { figure } from './figures.ts';
import { FONT_SIZE, type Theme } from './theme.ts';

type Node = { id: string; name: string };
type Link = { source: string; target: string; value: number };

const BAR = 10;
const GAP = 14;
/** A letter is about so wide. */
const LETTER = FONT_SIZE * 0.56;

/** Streams from the left to the right, as broad as they are many, drawn by d3-sankey, which Vega-Lite has nothing for. */
export function flowSvg(
  { links }: FlowChart,
  theme: Theme,
  { width, height }: { width: number; height: number },
): string {
  const some = links.filter(({ count }) => count > 0);
  // The same name on both sides is two places.
  const nodes: Node[] = [
    ...[...new Set(some.map(({ from }) => from))].map((name) => ({ id: `from ${name}`, name })),
    ...[...new Set(some.map(({ to }) => to))].map((name) => ({ id: `to ${name}`, name })),
  ];
  const room = (side: 'from' | 'to') =>
    Math.min(width * 0.4, Math.max(0, ...some.map((link) => link[side].length + 6)) * LETTER);
  const laid = sankey<Node, Link>()
    .nodeId(({ id }) => id)
    .nodeAlign(sankeyJustify)
    .nodeWidth(BAR)
    .nodePadding(GAP)
    .nodeSort(null)
    .extent([
      [room('from'), 6],
      [width - room('to'), height - 6],
    ])({
    nodes: nodes.map((node) => ({ ...node })),
    links: some.map(({ from, to, count }) => ({ source: `from ${from}`, target: `to ${to}`, value: count })),
  });
  const path = sankeyLinkHorizontal<Node, Link>();
  const streams = laid.links.map((link) => {
    const of = laid.nodes.indexOf(link.source as (typeof laid.nodes)[number]);
    return `<path d="${path(link)}" fill="none" stroke="${theme.series[of % 4]}" stroke-opacity="0.45" stroke-width="${round(Math.max(1, link.width ?? 1))}"/>`;
  });
  const bars = laid.nodes.map(({ id, name, value = 0, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }) => {
    const left = id.startsWith('from ');
    const says = escaped(`${name} ${figure(value, 'number')}`);
    return [
      `<rect x="${round(x0)}" y="${round(y0)}" width="${round(x1 - x0)}" height="${round(Math.max(1, y1 - y0))}" fill="${theme.ink}"/>`,
      `<text x="${round(left ? x0 - 6 : x1 + 6)}" y="${round((y0 + y1) / 2 + 4)}" text-anchor="${left ? 'end' : 'start'}" font-family="${escaped(theme.font)}" font-size="${FONT_SIZE}" fill="${theme.ink}">${says}</text>`,
    ].join('');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${streams.join('')}${bars.join('')}</svg>`;
}

const round = (number: number) => Math.round(number * 10) / 10;

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
