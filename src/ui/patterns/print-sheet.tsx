import type { ReactNode } from 'react';

export type PrintSheetProps = {
  /** On paper only: that it is confidential, and whose paper it is. */
  printed: string;
  children: ReactNode;
};

/**
 * One sheet of paper, shown on the screen as it will be printed. Each begins a page.
 *
 * @example <PrintSheet printed="Confidential. Printed by …"><PersonBanner size="sheet" … /></PrintSheet>
 */
export function PrintSheet({ printed, children }: PrintSheetProps) {
  return (
    <article className="wm-sheet">
      <p className="wm-sheet__printed">{printed}</p>
      {children}
    </article>
  );
}

/** Lines to write on by hand. */
export function WritingLines({ label, lines }: { label: string; lines: number }) {
  return (
    <div className="wm-lines">
      <p className="wm-lines__label">{label}</p>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} className="wm-lines__line" aria-hidden="true" />
      ))}
    </div>
  );
}
