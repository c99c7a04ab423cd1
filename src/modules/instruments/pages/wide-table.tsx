import type { ReactNode } from 'react';

/** A table wider than a telephone, in a part of the page that scrolls by itself. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it
    <section className="wm-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
