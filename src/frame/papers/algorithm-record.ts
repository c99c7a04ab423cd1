import type { Indicator } from '#modules/risk';
import type { PaperFacts } from './facts.ts';
import { gap, list, table } from './markdown.ts';

/** A record of the Algorithmic Transparency Recording Standard, in its two tiers, from the rules that are in use. */
export function algorithmRecord({ organisation, on, rules, sources }: PaperFacts): string {
  return `# Algorithmic transparency record: Waymark at ${organisation}

Made on ${on} from the rules that are in use. Make it again when they change.

## Tier 1

- **Name**: Waymark
- **What it does**: adds up published points for facts on record, in five domains, and shows adults who work with a young person each reason with its value,
  threshold, date and source, so that somebody talks with them early. It decides nothing.
- **Website**: ${gap('where you tell the public about it')}
- **Contact**: ${gap('an address that is read')}

## Tier 2

### Owner and responsibility
${gap('the team, the senior responsible owner, and who supplies hosting')}

### Why
${gap('what was done before, and why this is better')}

### How decisions are made
Points suggest one of four levels of help, and no more people than there are places. A named person decides, with a reason and a day to look again; a
decision other than suggested is as easy. Nothing follows by itself: no sanction, no letter, no change to what somebody is offered.

### The rules
${
  rules
    ? `${rules.title}, version ${rules.version} (${rules.name}). ${rules.about.replaceAll(/\s+/g, ' ').trim()}

${table(
  ['Indicator', 'Domain', 'Points', 'Whose threshold', 'Source'],
  rules.indicators.map((indicator) => [
    indicator.name,
    indicator.domain,
    bandsInWords(indicator),
    indicator.whose,
    `${indicator.source.title}: ${indicator.source.section ?? ''}`,
  ]),
)}

Levels suggested from: ${rules.tiers.map(({ tier, from }) => `${tier} ${from}`).join(', ')}. ${
        rules.signedOff
          ? `Signed off by ${rules.signedOff.by} on ${rules.signedOff.on}.`
          : 'Nobody has signed these rules off.'
      }`
    : 'No rules are in use yet: nobody has been reviewed.'
}

It is not machine learning: whole numbers that can be added up in the head, in a file that can be read.

### Data
${list(sources.map(({ source, kind }) => `${source}: ${kind}`))}

Ethnicity, gender, language, religion, refugee or traveller status, sex and sexual orientation give no points; they are used to see whether the rules treat groups
alike.

### Does it work?
${gap('what waymark validate says of your own leavers: precision and recall at your number of places, calibration, error rates by group with intervals, beside attendance alone; or that there are too few to say')}

### Risks
${gap('those of the data protection impact assessment that matter to the public, and what is done about them')}

### Impact assessments
${gap('data protection, equality; dates and links')}
`;
}

function bandsInWords({ bands }: Indicator): string {
  return bands
    .map(({ points, ...when }) => {
      const [[word, value] = ['', '']] = Object.entries(when).filter(([key]) => key !== 'says');
      return `${word.replaceAll('_', ' ')} ${String(value)}: ${points}`;
    })
    .join('; ');
}
