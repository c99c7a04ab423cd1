import type { Moment } from '#modules/records';

/** One shape a kind, so that nothing is told by colour alone. Drawn round the middle of 16 by 16. */
const SHAPES: Readonly<Record<Moment['kind'], string>> = {
  joined: 'M8 3a5 5 0 1 1 0 10a5 5 0 0 1 0-10z',
  left: 'M8 3a5 5 0 1 1 0 10a5 5 0 0 1 0-10zM8 6a2 2 0 1 0 0 4a2 2 0 0 0 0-4z',
  suspended: 'M3.500 3.500h9v9h-9z',
  destination: 'M8 1.500l2 4.500 4.500.500-3.500 3.200 1 4.800-4-2.500-4 2.500 1-4.800L1.500 6.500 6 6z',
  decided: 'M8 2l6 6-6 6-6-6z',
  marked: 'M8 2.500l6 10.500H2z',
};

/** The shape of a moment beside its words. */
export function MomentShape({ kind }: { kind: Moment['kind'] }) {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      <path d={SHAPES[kind]} fillRule="evenodd" />
    </svg>
  );
}

/** The same shape on the line of time, its middle at `x`; its words appear under a pointer. */
export function ShapeAt({
  kind,
  x,
  y,
  title,
}: {
  kind: Moment['kind'];
  x: number;
  y: number;
  title: string;
}) {
  return (
    <path
      className="wm-way__moment"
      d={SHAPES[kind]}
      fillRule="evenodd"
      transform={`translate(${x - 8} ${y - 8})`}
    >
      <title>{title}</title>
    </path>
  );
}
