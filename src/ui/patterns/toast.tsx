import type { ReactNode } from 'react';

export type ToastProps = {
  children: ReactNode;
  /** What puts it away; it never goes by itself while somebody may be reading it. */
  closeText: string;
};

/**
 * News of something that happened elsewhere while a page is open. It is put on the page by a script, into a region that is
 * said to those who listen; without script the same news is on the next page.
 *
 * @example <Toast closeText="Close"><a href="/runs/1">people.csv is in.</a></Toast>
 */
export function Toast({ children, closeText }: ToastProps) {
  return (
    <div className="wm-toast">
      <div className="wm-toast__text">{children}</div>
      <button type="button" className="wm-toast__close" data-toast-close="">
        {closeText}
      </button>
    </div>
  );
}
