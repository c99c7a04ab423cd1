import {
  Button,
  Checkboxes,
  DateInput,
  ErrorSummary,
  FileUpload,
  Input,
  Radios,
  Select,
  Textarea,
} from '#ui';
import type { Specimen } from './specimen.tsx';

const WRONG = 'Enter a name';

/** What people answer with, as it is, with a hint, and with something wrong. */
export const fields: readonly Specimen[] = [
  {
    name: 'Button',
    states: [
      { when: 'The one thing to do', shown: <Button>Save the decision</Button> },
      { when: 'Beside it', shown: <Button kind="secondary">Show</Button> },
      { when: 'What cannot be taken back easily', shown: <Button kind="warning">Take the run back</Button> },
      { when: 'A link that looks like one', shown: <Button href="#kit-Button">Bring a file in</Button> },
    ],
  },
  {
    name: 'Input',
    states: [
      { when: 'As it is', shown: <Input name="kit-name" label="Name" /> },
      { when: 'With a hint', shown: <Input name="kit-upn" label="UPN" hint="A letter and twelve figures" /> },
      { when: 'Something is wrong', shown: <Input name="kit-wrong" label="Name" errorMessage={WRONG} /> },
    ],
  },
  {
    name: 'Textarea',
    states: [
      {
        when: 'As it is',
        shown: <Textarea name="kit-note" label="What happened, or what was said?" rows={3} />,
      },
    ],
  },
  {
    name: 'Select',
    states: [
      {
        when: 'A long list',
        shown: (
          <Select
            name="kit-year"
            label="Year"
            items={[9, 10, 11].map((year) => ({ value: year, text: `Year ${year}` }))}
          />
        ),
      },
    ],
  },
  {
    name: 'Radios',
    states: [
      {
        when: 'One of a few',
        shown: (
          <Radios
            name="kit-level"
            legend="Level of help"
            value="targeted"
            items={[
              { value: 'universal', text: 'Universal' },
              { value: 'targeted', text: 'Targeted', hint: 'A small group or a plan' },
            ]}
          />
        ),
      },
    ],
  },
  {
    name: 'Checkboxes',
    states: [
      {
        when: 'Any of a few',
        shown: (
          <Checkboxes
            name="kit-days"
            legend="Days with school"
            values={['1']}
            items={[
              { value: '1', text: 'Monday' },
              { value: '2', text: 'Tuesday' },
            ]}
          />
        ),
      },
    ],
  },
  {
    name: 'DateInput',
    states: [
      { when: 'As it is', shown: <DateInput id="kit-day" legend="When should somebody look again?" /> },
      {
        when: 'One part is wrong',
        shown: (
          <DateInput
            id="kit-day-wrong"
            legend="When should somebody look again?"
            values={{ day: 31, month: 2, year: 2027 }}
            wrong={['day']}
            errorMessage="February 2027 has 28 days"
          />
        ),
      },
    ],
  },
  { name: 'FileUpload', states: [{ when: 'As it is', shown: <FileUpload name="kit-file" label="File" /> }] },
  {
    name: 'ErrorSummary',
    states: [
      {
        when: 'At the head of a form that was not accepted',
        shown: <ErrorSummary disableAutoFocus errors={[{ text: WRONG, href: '#kit-wrong' }]} />,
      },
    ],
  },
];
