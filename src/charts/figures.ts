import type { Unit } from './chart.ts';

const plain = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** A number as people read it. @example figure(0.125, 'share') // '13%' */
export function figure(value: number, unit: Unit): string {
  return unit === 'share' ? `${Math.round(value * 100)}%` : plain.format(value);
}

/** The same in Vega's own writing, for the axis. */
export const axisFormat = (unit: Unit): string => (unit === 'share' ? '.0%' : ',~r');
