/** The package carries no types; these are the parts we use. */
declare module 'govuk-frontend' {
  type Component = new (root: Element) => object;
  export const Button: Component;
  export const Checkboxes: Component;
  export const ErrorSummary: Component;
  export const NotificationBanner: Component;
  export class Radios {
    constructor(root: Element);
    syncConditionalRevealWithInputState(input: HTMLInputElement): void;
  }
  export const ServiceNavigation: Component;
  export const SkipLink: Component;
  export function createAll(component: Component): object[];
}
