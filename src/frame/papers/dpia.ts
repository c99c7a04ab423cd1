import { wordsFor } from '#web';
import type { PaperFacts } from './facts.ts';
import { gap, list, table } from './markdown.ts';

/**
 * A data protection impact assessment (UK GDPR, article 35), in the order in which the Information Commissioner asks: what Waymark
 * can say from how it stands is said, and what only the controller can say is marked.
 */
export function dpia(facts: PaperFacts): string {
  const say = wordsFor('en');
  const { organisation, on, roles, organisations, kept, retention, sources, secondStepRequired, rules } =
    facts;
  return `# Data protection impact assessment: Waymark at ${organisation}

Made on ${on} from how this installation stands. Make it again when roles, rules or sources change.

Controller: ${gap('name, registration with the Information Commissioner, data protection officer')}

## 1. Why it is needed

Waymark looks at records of children and young people in order to notice early who may leave education too soon. It is profiling of children, some of
it with special categories of data, at the scale of a school or a council: an assessment is obligatory.

${gap('what you want to achieve, for whom, and why by this means')}

## 2. What is done

**Where data comes from.** ${sources.length === 0 ? 'No source has been set up yet.' : ''}

${list(sources.map(({ source, kind }) => `${source}: ${kind}`))}

**What is kept about a young person.**

${table(
  ['Sort', 'How harmful to read', 'May name others'],
  kept
    .filter(({ label }) => label !== null)
    .map(({ label, dataClass, mayNameOthers = [] }) => [
      say(label ?? ''),
      say(`kept.classes.${dataClass}`),
      mayNameOthers.length > 0 ? 'yes' : 'no',
    ]),
)}

**What is worked out from it.** ${
    rules
      ? `Points in five domains by the rules “${rules.title}”, version ${rules.version} (see the algorithm record). Points suggest; a named person decides the level of help, with a reason.`
      : 'Nothing yet: nobody has been reviewed.'
  }

**Who sees it.** Reach follows from role and relationship, and is decided in the database.

${table(
  ['Role', 'Accounts', 'Reads what is about health, care, youth justice and family', 'What it is for'],
  roles.map(({ role, may, holders }) => [
    say(`roles.names.${role}`),
    String(holders),
    may.includes('sensitive.see') ? 'yes' : 'no',
    say(`accounts.may.${role}`),
  ]),
)}

**Whose people besides.** ${
    organisations.length === 0
      ? 'Nobody of an agency or an employer has a role.'
      : 'People of these have roles, for as long as the agreement with theirs holds.'
  }

${table(
  ['Organisation', 'What it is', 'Agreement', 'Until', 'Roles'],
  organisations.map(({ name, kind, agreement, agreedUntil, given }) => [
    name,
    say(`organisations.kinds.${kind}`),
    agreement ?? gap('which agreement lets you share with it'),
    agreedUntil ?? 'no last day',
    String(given.length),
  ]),
)}

${gap('whom you share with in other ways: by post, by e-mail, by other systems')}

**How long.** A record that is due is proposed; a person approves, and it is deleted.

${table(
  ['A record is kept', 'Why'],
  retention.map(({ title, source }) => [title, source]),
)}

${gap('how many young people, of what ages, in which settings; who processes for you (hosting, backups), where, under what contract')}

## 3. Whom you asked

${gap('young people, families, staff, unions; what they said; the advice of the data protection officer')}

## 4. Necessity and proportion

- Lawful basis: ${gap('article 6; for special categories article 9 and the condition of the Data Protection Act 2018, schedule 1')}
- No decision is taken by software alone. Points give reasons, values, thresholds, dates and sources; what is not known is shown as not known and never scores.
- Protected characteristics give no points.
- A young person or family can be given everything that is kept, as a page and as data, and can ask to have it put right or erased.
- ${gap('how people are told, beside the page “What is kept about me”; how somebody objects, and who answers')}

## 5. Risks, and what is done about them

${table(
  ['Risk', 'What Waymark does', 'What is left to you'],
  [
    [
      'Somebody looks without need',
      'Role and relationship decide reach; every look is recorded with its reason in the same transaction; who looks much or at night is shown; the record is sealed in a chain',
      gap('who reads that record, and how often'),
    ],
    [
      'E-mail is read by others, forwarded or kept',
      'Messages say that something waits and where to sign in. They name no young person and no setting',
      gap('whether a mail server is set; whose it is'),
    ],
    [
      'A stolen or guessed password',
      secondStepRequired
        ? 'A second step is wanted of everybody who sees young people; sessions end when left alone; guesses have to wait'
        : 'A second step is offered; sessions end when left alone; guesses have to wait. **It is not required here**',
      gap('how accounts are given and taken away when staff come and go'),
    ],
    [
      'A label that sticks',
      'No score is shown to young people or families; points are reasons to talk; a person decides, for a time, with a reason',
      gap('training; what a mark must not be used for'),
    ],
    [
      'Some groups are noticed more, or less',
      'Flag and error rates by group with intervals, in validation and before rules are switched on; no protected characteristic scores',
      gap('who looks at them, when, and what follows'),
    ],
    [
      'Wrong or old data',
      'Every fact has source and date; sources that contradict each other are shown; a file can be taken back exactly',
      gap('who puts mistakes right, and how soon'),
    ],
    [
      'Kept too long, or lost',
      'Rules propose erasure and two people decide; backups can be written for a key kept elsewhere',
      gap('how long backups are kept; when a restore was last tried'),
    ],
  ],
)}

## 6. Measures agreed

${gap('each measure, who does it, by when, and what risk remains')}

## 7. Signed

${gap('measures approved by; residual risks approved by; advice of the data protection officer, and whether it was taken; date of the next look')}
`;
}
