import {
  AddAnother,
  CheckAnswers,
  EmptyState,
  FilterPanel,
  Input,
  PersonBanner,
  PrintSheet,
  Progress,
  SelectableTable,
  SideBySide,
  SummaryList,
  sortCell,
  Tag,
  TaskList,
  Timeline,
  Toast,
  WritingLines,
} from '#ui';
import type { Specimen } from './specimen.tsx';

const HERE = '#kit-patterns';
const change = [{ href: '#kit-CheckAnswers', text: 'Change', visuallyHiddenText: 'the day' }];

/** Whole parts of pages: what later parts are built from. */
export const patterns: readonly Specimen[] = [
  {
    name: 'FilterPanel',
    states: [
      {
        when: 'Narrowed down, with the way back to all',
        shown: (
          <FilterPanel
            action="/library/kit"
            submitText="Show"
            clear={{ href: '/library/kit#kit-FilterPanel', text: 'Show everybody' }}
          >
            <Input id="kit-filter" name="kit-filter" label="Name" value="Amina" />
          </FilterPanel>
        ),
      },
    ],
  },
  {
    name: 'SelectableTable',
    states: [
      {
        when: 'In order of the name, with rows to choose and things to do with them',
        shown: (
          <SelectableTable
            label="Made-up people"
            name="kit-chosen"
            head={[
              sortCell({ text: 'Name', href: '#kit-SelectableTable', sorted: 'ascending' }),
              sortCell({ text: 'Year', href: '#kit-SelectableTable' }),
            ]}
            rows={[
              { value: '1', choose: 'Choose Amina Khan', cells: ['Amina Khan', 'Year 9'] },
              { value: '2', choose: 'Choose Joe Wood', cells: ['Joe Wood', 'Year 10'] },
            ]}
            actions={[{ text: 'Show again', href: '/library/kit' }]}
            words={{
              choose: 'Choose',
              all: 'Choose all',
              chosen: 'With those chosen:',
              count: 'Chosen: #',
            }}
          />
        ),
      },
    ],
  },
  {
    name: 'PersonBanner',
    states: [
      {
        when: 'Above what is written about somebody',
        shown: (
          <PersonBanner initials="AK" name="Amina Khan" where="Year 9 · Fernlow High School" size="form" />
        ),
      },
      {
        when: 'Nobody knows a name',
        shown: (
          <PersonBanner initials="?" name="No name · school-mis 4711" where="Year not known" size="form" />
        ),
      },
    ],
  },
  {
    name: 'TaskList',
    states: [
      {
        when: 'Done, to be done, and not yet',
        shown: (
          <TaskList
            idPrefix="kit-task"
            tasks={[
              { title: 'Bring in your settings', href: HERE, status: 'Done' },
              {
                title: 'Bring in young people',
                href: HERE,
                hint: 'From your school system.',
                status: <Tag colour="yellow">To do</Tag>,
              },
              { title: 'Bring in registers', status: 'Cannot start yet', isBlocked: true },
            ]}
          />
        ),
      },
    ],
  },
  {
    name: 'CheckAnswers',
    states: [
      {
        when: 'Before anything is kept',
        shown: (
          <CheckAnswers
            action="/library/kit"
            method="get"
            held={[]}
            confirm={{ name: 'do', value: 'keep', text: 'Save' }}
            change={{ name: 'do', value: 'change', text: 'Change it' }}
          >
            <SummaryList
              rows={[
                { key: 'Day', value: '14 March 2027', actions: change },
                { key: 'About', value: 'Amina Khan and Joe Wood', actions: [] },
              ]}
            />
          </CheckAnswers>
        ),
      },
    ],
  },
  {
    name: 'AddAnother',
    states: [
      {
        when: 'One row, and a button for more',
        shown: (
          <AddAnother
            id="kit-days"
            legend="Days without sessions"
            hint="One in each row."
            head={['Day']}
            removeHead="Take out"
            rows={[
              {
                cells: [
                  <Input
                    key="day"
                    name="kit-day-1"
                    label="Day in row 1"
                    labelClassName="govuk-visually-hidden"
                    value="14 March 2027"
                  />,
                ],
                remove: { name: 'do', value: 'remove-1', text: 'Take out', label: 'Take out row 1' },
              },
            ]}
            add={{ name: 'do', value: 'add', text: 'Add another day' }}
          />
        ),
      },
    ],
  },
  {
    name: 'SideBySide',
    states: [
      {
        when: 'Two records of perhaps one young person',
        shown: (
          <SideBySide
            caption="Two records"
            head={['What', 'First', 'Second']}
            differsText="Differs"
            rows={[
              { what: 'Family name', one: 'Khan', other: 'Khan' },
              { what: 'Born', one: '14 March 2012', other: '14 May 2012', differs: true },
            ]}
          />
        ),
      },
    ],
  },
  {
    name: 'Timeline',
    states: [
      {
        when: 'The earliest first',
        shown: (
          <Timeline
            items={[
              { key: '1', when: '4 September 2025', what: 'Came to Fernlow High School' },
              { key: '2', when: '12 January 2026', what: 'Suspended for two sessions' },
            ]}
          />
        ),
      },
    ],
  },
  {
    name: 'EmptyState',
    states: [
      {
        when: 'What this place is for, and what to do first',
        shown: (
          <EmptyState
            title="Nothing has come from anywhere yet"
            action={{ href: HERE, text: 'Bring in a file' }}
          >
            <p className="govuk-body">Bring in a list of young people first.</p>
          </EmptyState>
        ),
      },
    ],
  },
  {
    name: 'Progress',
    states: [
      { when: 'How far it is', shown: <Progress label="people.csv" value={400} max={1204} /> },
      { when: 'Nobody knows how long it is', shown: <Progress label="people.csv" /> },
    ],
  },
  {
    name: 'Toast',
    states: [
      {
        when: 'News from another page',
        shown: (
          <Toast closeText="Close">
            people.csv is in.{' '}
            <a className="govuk-link" href="#kit-Toast">
              See what came of it
            </a>
          </Toast>
        ),
      },
    ],
  },
  {
    name: 'PrintSheet',
    states: [
      {
        when: 'A sheet for a meeting, with lines to write on',
        shown: (
          <PrintSheet printed="Confidential. Printed by Dev Chaudhuri on 14 March 2027.">
            <PersonBanner initials="AK" name="Amina Khan" where="Year 9 · Fernlow High School" size="form" />
            <WritingLines label="What we agreed" lines={2} />
          </PrintSheet>
        ),
      },
    ],
  },
];
