/** The little that journeys ask of an element in the browser: the project is compiled without the browser's types. */
export type InBrowser = {
  scrollWidth: number;
  clientWidth: number;
  textContent: string;
  tagName: string;
  className: string;
  type?: string;
  parentElement: InBrowser | null;
  labels?: ArrayLike<InBrowser> | null;
  nodeType: number;
  localName: string;
  childNodes: Iterable<InBrowser>;
  attributes: Iterable<{ name: string; value: string }>;
  ownerDocument: {
    defaultView: {
      innerWidth: number;
      getComputedStyle(element: InBrowser): Style;
      matchMedia(query: string): { matches: boolean };
    };
  };
  getAttribute(name: string): string | null;
  querySelector(selector: string): InBrowser;
  closest(selector: string): InBrowser | null;
  contains(other: InBrowser | null): boolean;
  checkVisibility(): boolean;
  getBoundingClientRect(): { left: number; right: number; top: number; width: number; height: number };
  querySelectorAll(selector: string): Iterable<InBrowser>;
  blur(): void;
  focus(): void;
};

type Style = Record<
  | 'outlineStyle'
  | 'outlineWidth'
  | 'outlineColor'
  | 'boxShadow'
  | 'backgroundColor'
  | 'borderTopStyle'
  | 'borderTopWidth'
  | 'borderTopColor'
  | 'stroke',
  string
>;

/** The little that journeys ask of the page in the browser: `globalThis as unknown as WindowInBrowser`. */
export type WindowInBrowser = {
  scrollY: number;
  document: {
    activeElement: InBrowser | null;
    body: InBrowser;
    elementFromPoint(x: number, y: number): InBrowser | null;
    getAnimations(): { animationName?: string; transitionProperty?: string }[];
  };
};
