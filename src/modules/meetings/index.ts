/** Panels of several agencies: who sits there, and what is put before them about young people. */
export { convenePanel, giveSeat, type SeatWish } from './actions/convene-panel.ts';
export type { PanelId, SeatId } from './queries/panels.ts';
