import { britishDate, type PlainDate } from '#dates';
import { nameOnPage, type RollChoices } from '#modules/people';
import { Button, DomainIcon, EmptyState, FilterPanel, InsetText, Select } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, type Say, yearInWords } from '#web';
import { type GridOf, type GridRow, MOST_IN_GRID } from '../queries/grid.ts';
import { DOMAINS, type Domain } from '../rules/index.ts';
import { GroupTogether } from './group-together.tsx';

type Props = {
  frame: PageFrame;
  of: GridOf;
  rows: readonly GridRow[];
  choices: RollChoices;
  groups: readonly string[];
  seen: string | undefined;
  form: FormState;
  printed: { by: string; on: PlainDate };
};

const MARKS = ['0', '1', '2'] as const;

/** Names of the fields of one young person. */
export const cellOf = (row: Pick<GridRow, 'personId'>, domain: Domain) => `m_${row.personId}_${domain}`;
export const noteOf = (row: Pick<GridRow, 'personId'>) => `n_${row.personId}`;

/** A class in five domains, to be marked by tap or by keys; without script a form of boxes. One sheet of paper. */
export function GridPage({ frame, of, rows, choices, groups, seen, form, printed }: Props) {
  const { say } = frame;
  const title = say('grid.title');
  const isMany = rows.length > MOST_IN_GRID;
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">
        {of.group === undefined ? title : say('grid.title-of', { group: of.group })}
      </h1>
      <div className="wm-screen-only">
        <p className="govuk-body">{say('grid.about')}</p>
        <GridFilter {...{ of, choices, groups, say }} />
      </div>
      {rows.length === 0 && (
        <EmptyState title={say('grid.nobody')}>
          <p className="govuk-body">{say('grid.nobody-about')}</p>
        </EmptyState>
      )}
      {isMany && <InsetText>{say('grid.too-many', { most: MOST_IN_GRID })}</InsetText>}
      {rows.length > 0 && !isMany && (
        <>
          <Grid {...{ frame, of, rows, seen, form, printed }} />
          <GroupTogether frame={frame} rows={rows} />
        </>
      )}
    </Layout>
  );
}

function GridFilter({ of, choices, groups, say }: Pick<Props, 'of' | 'choices' | 'groups'> & { say: Say }) {
  const any = { value: '', text: say('people.any') };
  return (
    <FilterPanel action="/grid" submitText={say('people.show')}>
      <Select
        name="setting"
        label={say('people.setting')}
        value={of.settingId}
        items={[any, ...choices.settings.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      <Select
        name="year"
        label={say('people.year.label')}
        value={of.ncYear}
        items={[any, ...choices.ncYears.map((year) => ({ value: year, text: yearInWords(say, year) }))]}
      />
      <Select
        name="group"
        label={say('grid.group')}
        value={of.group}
        items={[any, ...groups.map((group) => ({ value: group, text: group }))]}
      />
    </FilterPanel>
  );
}

/** The address of a grid. */
export function gridAddress({ settingId, ncYear, group }: GridOf): string {
  const query = new URLSearchParams();
  if (settingId !== undefined) query.set('setting', settingId);
  if (ncYear !== undefined) query.set('year', String(ncYear));
  if (group !== undefined) query.set('group', group);
  return query.size === 0 ? '/grid' : `/grid?${query}`;
}

function Grid({
  frame: { say },
  of,
  rows,
  seen,
  form,
  printed,
}: Pick<Props, 'frame' | 'of' | 'rows' | 'seen' | 'form' | 'printed'>) {
  return (
    <form
      method="post"
      action={gridAddress(of)}
      data-grid=""
      data-saving={say('young.answering.saving')}
      data-saved={say('young.answering.saved')}
      data-waiting={say('young.answering.waiting')}
      data-conflict={say('grid.conflict')}
      data-undone={say('grid.undone')}
    >
      <input type="hidden" name="seen" value={seen ?? ''} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it */}
      <section className="wm-scroll" aria-label={say('grid.title')} tabIndex={0}>
        <table className="govuk-table wm-class-grid">
          <caption className="govuk-visually-hidden">{say('grid.title')}</caption>
          <thead className="govuk-table__head">
            <tr className="govuk-table__row">
              <th scope="col" className="govuk-table__header">
                {say('people.name')}
              </th>
              {DOMAINS.map((domain) => (
                <th key={domain} scope="col" className="govuk-table__header">
                  <DomainIcon domain={domain} size={20} /> {say(`domains.${domain}`)}
                </th>
              ))}
              <th scope="col" className="govuk-table__header">
                {say('grid.note')}
              </th>
            </tr>
          </thead>
          <tbody className="govuk-table__body">
            {rows.map((row) => (
              <Row key={row.personId} {...{ row, say, form }} isOneGroup={of.group !== undefined} />
            ))}
          </tbody>
        </table>
      </section>
      <div className="govuk-button-group wm-screen-only">
        <Button preventDoubleClick>{say('grid.save')}</Button>
        <button type="button" hidden data-undo="" className="govuk-button govuk-button--secondary">
          {say('grid.undo')}
        </button>
        <p className="govuk-hint wm-grid-state" role="status" data-state="" />
      </div>
      <p className="wm-print-only govuk-body-s">
        {say('people.printed', { name: printed.by, date: britishDate(printed.on) })}
      </p>
    </form>
  );
}

function Row({
  row,
  say,
  form,
  isOneGroup,
}: {
  row: GridRow;
  say: Say;
  form: FormState;
  isOneGroup: boolean;
}) {
  const name = nameOnPage(say, row);
  return (
    <tr className="govuk-table__row">
      <th scope="row" className="govuk-table__header">
        <a className="govuk-link" href={`/people/${row.personId}`}>
          {name}
        </a>
        {!isOneGroup && row.group !== null && <span className="wm-class-grid__group"> {row.group}</span>}
      </th>
      {DOMAINS.map((domain) => {
        const [field, own, other] = [cellOf(row, domain), row.own[domain], row.others[domain]];
        const typed = form.values(field)[0];
        return (
          <td key={domain} className="govuk-table__cell">
            <select
              name={field}
              aria-label={`${name}, ${say(`domains.${domain}`)}`}
              defaultValue={typed ?? (own === undefined ? '' : String(own.mark))}
              data-cell=""
            >
              <option value="">{say('grid.blank')}</option>
              {MARKS.map((mark) => (
                <option key={mark} value={mark}>
                  {say(`grid.marks.${mark}`)}
                </option>
              ))}
            </select>
            <span className="wm-class-grid__others" id={`o_${row.personId}_${domain}`} data-others="">
              {other && other.mark > 0
                ? say('grid.other', { mark: say(`grid.marks.${other.mark}`), author: other.author })
                : ''}
            </span>
          </td>
        );
      })}
      <td className="govuk-table__cell">
        <input
          className="govuk-input"
          name={noteOf(row)}
          aria-label={say('grid.note-of', { name })}
          defaultValue={form.value(noteOf(row))}
          maxLength={500}
          autoComplete="off"
        />
      </td>
    </tr>
  );
}
