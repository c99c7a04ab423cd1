/** The little that journeys ask of an element in the browser: the project is compiled without the browser's types. */
export type InBrowser = {
  scrollWidth: number;
  clientWidth: number;
  textContent: string;
  labels?: ArrayLike<InBrowser> | null;
  ownerDocument: { defaultView: { getComputedStyle(element: InBrowser): Style } };
  getAttribute(name: string): string | null;
  querySelector(selector: string): InBrowser;
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
