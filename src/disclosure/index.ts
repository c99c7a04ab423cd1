export { type ControlledTable, type CountTable, forOutside } from './control.ts';
