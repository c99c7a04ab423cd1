/** The made-up council: for demonstrations, screenshots, benchmarks and tests. */
export { castPassword as demoPassword } from '#test/cast';
export { askIn } from './asked.ts';
export { auditIn } from './audited.ts';
export {
  type DemoAccount,
  type DemoWish,
  type FilledDemo,
  fillDemo,
  fillTenant,
  writeCast,
} from './fill-demo.ts';
export { liveIn } from './lived.ts';
export { referIn } from './referred.ts';
