/** The made-up council: for demonstrations, screenshots, benchmarks and tests. */
export { type DemoAccount, type DemoWish, fillDemo, type FilledDemo, writeCast } from './fill-demo.ts';
