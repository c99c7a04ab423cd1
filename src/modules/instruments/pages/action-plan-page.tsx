import { britishDate, type PlainDate } from '#dates';
import { BackLink, Button, InsetText, Select, Table, Tag } from '#ui';
import { Layout, type PageFrame, type Say } from '#web';
import { OVER, type PlannedAction } from '../queries/planned-actions.ts';
import { WideTable } from './wide-table.tsx';

type Place = { id: string; name: string };
type Props = {
  frame: PageFrame;
  settings: readonly Place[];
  setting: Place | undefined;
  actions: readonly PlannedAction[];
  today: PlainDate;
  mayAdd: boolean;
};

/** The action plan of a setting, or of all within reach: what is under way by area, and what is over. */
export function ActionPlanPage({ frame, settings, setting, actions, today, mayAdd }: Props) {
  const { say } = frame;
  const open = actions.filter(({ state }) => !OVER.includes(state));
  const over = actions.filter(({ state }) => OVER.includes(state));
  return (
    <Layout frame={frame} title={say('actions.title')}>
      <BackLink href="/instruments">{say('instruments.back')}</BackLink>
      <h1 className="govuk-heading-l">{say('actions.title')}</h1>
      <p className="govuk-body">{say('actions.about')}</p>
      {settings.length > 1 && (
        <form method="get" action="/action-plan" className="wm-screen-only wm-inline-form">
          <Select
            name="setting"
            label={say('people.setting')}
            value={setting?.id ?? ''}
            items={[
              { value: '', text: say('actions.every-setting') },
              ...settings.map(({ id, name }) => ({ value: id, text: name })),
            ]}
          />
          <Button kind="secondary">{say('actions.show')}</Button>
        </form>
      )}
      {mayAdd && (
        <p className="govuk-body wm-alone wm-screen-only">
          <a className="govuk-link" href={`/action-plan/new${setting ? `?setting=${setting.id}` : ''}`}>
            {say('actions.new')}
          </a>
        </p>
      )}
      {actions.length === 0 && <InsetText>{say('actions.none')}</InsetText>}
      {open.length > 0 && <Actions {...{ frame, today }} actions={open} caption={say('actions.open')} />}
      {over.length > 0 && <Actions {...{ frame, today }} actions={over} caption={say('actions.over')} />}
    </Layout>
  );
}

type Listed = { frame: PageFrame; actions: readonly PlannedAction[]; today: PlainDate; caption: string };

/** Actions with what they are for, who leads, until when and how they stand. */
export function Actions({ frame: { say }, actions, today, caption }: Listed) {
  const places = new Set(actions.map(({ settingId }) => settingId)).size;
  return (
    <WideTable label={caption}>
      <Table
        caption={caption}
        captionClassName="govuk-table__caption--m"
        className="wm-table--roomy"
        firstCellIsHeader
        head={[
          say('actions.area'),
          say('actions.does'),
          say('actions.lead'),
          say('actions.due'),
          say('actions.outcome'),
          say('actions.state'),
        ]}
        rows={actions.map((action) => [
          <>
            <a className="govuk-link" href={`/action-plan/${action.id}`}>
              {action.area}
            </a>
            {places > 1 && <span className="govuk-hint govuk-!-margin-bottom-0">{action.settingName}</span>}
          </>,
          action.next ?? action.does,
          action.lead,
          britishDate(action.dueOn),
          action.outcome,
          <StateTag key="state" {...{ say, action, today }} />,
        ])}
      />
    </WideTable>
  );
}

const COLOURS = {
  planned: 'govuk-tag--grey',
  working: 'govuk-tag--green',
  not_yet: 'govuk-tag--yellow',
  done: 'govuk-tag--blue',
  stopped: 'govuk-tag--grey',
} as const;

/** How an action stands, and whether its day has passed. */
export function StateTag({ say, action, today }: { say: Say; action: PlannedAction; today: PlainDate }) {
  const isLate = action.dueOn < today && !OVER.includes(action.state);
  return (
    <>
      <Tag className={COLOURS[action.state]}>{say(`actions.states.${action.state}`)}</Tag>{' '}
      {isLate && <Tag className="govuk-tag--orange">{say('actions.late')}</Tag>}
    </>
  );
}
