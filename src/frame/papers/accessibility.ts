import type { PaperFacts } from './facts.ts';
import { gap } from './markdown.ts';

/** An accessibility statement in the form that public bodies owe (PSBAR 2018), with what the project tests and what only you can. */
export function accessibilityStatement({ organisation, on }: PaperFacts): string {
  return `# Accessibility statement: Waymark at ${organisation}

${organisation} wants as many people as possible to be able to use Waymark. You can zoom in to 400 % without losing anything, use it with the keyboard alone, with script
switched off, with colours of your own, in the dark, and with reduced motion.

## How accessible it is

Every change is tested against WCAG 2.2 AA with axe on every page that the tests come to, with script on and off, at 1280, 375 and 320 pixels; by keyboard alone; and for
focus, target size and forced colours. Such tests find about a third of what can be wrong.

${gap('whether somebody has audited it by hand and with a screen reader, when, and what they found. Until then say: partially compliant, not audited')}

## What is not accessible

${gap('what you know of, why, and when it will be put right')}

## Tell us

${gap('whom to tell when something cannot be used, and how soon they answer; whom to ask for it in another form')}

If you are not content with the answer, contact the Equality Advisory and Support Service.

## This statement

Prepared on ${on}. ${gap('how it was tested, and when it is looked at again')}
`;
}
