import {
  BackLink,
  Breadcrumbs,
  Details,
  Figures,
  InsetText,
  NotificationBanner,
  Pagination,
  Steps,
  SummaryList,
  Table,
  Tag,
  WarningText,
} from '#ui';
import type { Specimen } from './specimen.tsx';

/** What people read. */
export const content: readonly Specimen[] = [
  {
    name: 'Table',
    states: [
      {
        when: 'With numbers at the right',
        shown: (
          <Table
            caption="Absence by year"
            firstCellIsHeader
            head={['Year', { content: 'Absent', format: 'numeric' }]}
            rows={[
              ['Year 9', { content: '7.1%', format: 'numeric' }],
              ['Year 10', { content: '9.4%', format: 'numeric' }],
            ]}
          />
        ),
      },
    ],
  },
  {
    name: 'SummaryList',
    states: [
      {
        when: 'Answers to look over, each with its way back',
        shown: (
          <SummaryList
            rows={[
              {
                key: 'Source',
                value: 'school-mis',
                actions: [{ href: '#kit-SummaryList', text: 'Change', visuallyHiddenText: 'source' }],
              },
              { key: 'Rows', value: '1,204' },
            ]}
          />
        ),
      },
    ],
  },
  {
    name: 'Figures',
    states: [
      {
        when: 'A few numbers beside each other, one to look at',
        shown: (
          <Figures
            figures={[
              { label: 'Rows read', value: '1,204' },
              { label: 'Added', value: '1,190' },
              { label: 'Refused', value: '14', isNotable: true },
            ]}
          />
        ),
      },
    ],
  },
  {
    name: 'Steps',
    states: [
      {
        when: 'Where one is in a few steps',
        shown: (
          <Steps
            label="Bringing a file in"
            at={1}
            doneText="Done"
            steps={[{ text: 'File', href: '#kit-Steps' }, { text: 'Columns' }, { text: 'Try' }]}
          />
        ),
      },
    ],
  },
  {
    name: 'Tag',
    states: [
      { when: 'A state in a word', shown: <Tag>Late</Tag> },
      { when: 'One that presses less', shown: <Tag colour="grey">Not expected</Tag> },
    ],
  },
  {
    name: 'InsetText',
    states: [
      {
        when: 'An empty place: what it is for, what to do first',
        shown: <InsetText>No source has brought a file yet. Bring the first one in.</InsetText>,
      },
    ],
  },
  {
    name: 'WarningText',
    states: [
      {
        when: 'What somebody must not overlook',
        shown: <WarningText>people.csv did not go in.</WarningText>,
      },
    ],
  },
  {
    name: 'NotificationBanner',
    states: [
      {
        when: 'News of what was just done',
        shown: (
          <NotificationBanner type="success" titleId="kit-done" disableAutoFocus text="The note is saved." />
        ),
      },
      {
        when: 'Something to know',
        shown: <NotificationBanner titleId="kit-know" text="You have signed out." />,
      },
    ],
  },
  {
    name: 'Details',
    states: [
      {
        when: 'For those who want to know more',
        shown: <Details summary="Show as a table">All the same in figures.</Details>,
      },
    ],
  },
  {
    name: 'Pagination',
    states: [
      {
        when: 'A list of many pages',
        shown: (
          <Pagination
            landmarkLabel="Pages of the kit"
            previous={{ href: '#kit-Pagination' }}
            next={{ href: '#kit-Pagination' }}
            items={[
              { number: 1, href: '#kit-Pagination' },
              { number: 2, href: '#kit-Pagination', current: true },
              { number: 3, href: '#kit-Pagination' },
            ]}
          />
        ),
      },
    ],
  },
  {
    name: 'BackLink',
    states: [{ when: 'The way one came', shown: <BackLink href="#kit-BackLink">All people</BackLink> }],
  },
  {
    name: 'Breadcrumbs',
    states: [
      {
        when: 'Where one is',
        shown: (
          <Breadcrumbs
            labelText="Path of the kit"
            items={[{ text: 'Sources', href: '#kit-Breadcrumbs' }, { text: 'school-mis' }]}
          />
        ),
      },
    ],
  },
];
