/** Something that goes on beside the pages; closing waits for what is under way. */
export type Tending = { close(): Promise<void> };

/**
 * Does something at once and then again and again, never twice at the same time.
 *
 * @param look does it and does not throw
 * @example const tending = tendEvery(60_000, () => gather()); …; await tending.close();
 */
export function tendEvery(milliseconds: number, look: () => Promise<void>): Tending {
  let underWay = look();
  const again = () => {
    underWay = underWay.then(look);
  };
  const looking = setInterval(again, milliseconds).unref();
  return {
    async close() {
      clearInterval(looking);
      await underWay;
    },
  };
}
