import type { KeptBack, WholeRun } from '#modules/sources';
import { BackLink, Button, Figures, InsetText, Pagination, SummaryList } from '#ui';
import { Layout, number, type PageFrame, type Say } from '#web';
import { Refusals, type ShownRefusal } from '../refusals.tsx';
import { runAddress, sourceAddress } from '../source/addresses.ts';
import { type ToldPerson, ToldTable } from '../told-table.tsx';
import { kindInWords, momentInWords } from '../words.ts';
import { KeptList } from './kept-list.tsx';

export type ShownRun = {
  run: WholeRun;
  /** Who ran it and who took it back; undefined for the command line. */
  by: string | undefined;
  undoneBy: string | undefined;
  refusals: readonly ShownRefusal[];
  people: readonly ToldPerson[];
  touched: number;
  page: number;
  pages: number;
  /** What was kept when it was taken back, with names. */
  kept: readonly (KeptBack & { name: string | undefined })[];
  canUndo: boolean;
};

/** One run: what came of its file, what was refused, and whose record it touched. */
export function RunPage({ frame, shown }: { frame: PageFrame; shown: ShownRun }) {
  const { say } = frame;
  const { run, refusals, people, touched, page, pages, canUndo } = shown;
  const title = say('runs.title', { file: run.file, at: momentInWords(run.at) });
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={sourceAddress(run)}>{say('imports.from', words(say, run))}</BackLink>
      <span className="govuk-caption-l wm-file-head">{say('imports.from', words(say, run))}</span>
      <h1 className="govuk-heading-l wm-file-head">{title}</h1>
      <TakenBack say={say} shown={shown} />
      <RunFigures say={say} run={run} />
      <About say={say} shown={shown} />
      {refusals.length > 0 && (
        <>
          <h2 className="govuk-heading-m">
            {say('runs.refused', { count: run.refused, number: number(run.refused) })}
          </h2>
          <p className="govuk-body">{say('runs.refused-lead')}</p>
          <Refusals say={say} refusals={refusals} download={`${runAddress(run.id)}/refusals.csv`} />
        </>
      )}
      <h2 className="govuk-heading-m" id="people">
        {say('runs.people')}
      </h2>
      {people.length === 0 ? (
        <p className="govuk-body">{say('runs.no-people')}</p>
      ) : (
        <>
          <p className="govuk-body">{say('runs.people-lead')}</p>
          <ToldTable
            say={say}
            caption={say('runs.people-shown', { count: touched, number: number(touched), page, pages })}
            people={people}
          />
          {pages > 1 && <Pages run={run} page={page} pages={pages} />}
        </>
      )}
      {canUndo && (
        <>
          <h2 className="govuk-heading-m">{say('runs.undo.title')}</h2>
          <p className="govuk-body">{say('runs.undo.lead')}</p>
          <Button href={`${runAddress(run.id)}/undo`} kind="secondary">
            {say('runs.undo.look')}
          </Button>
        </>
      )}
    </Layout>
  );
}

function words(say: Say, { kind, source }: WholeRun) {
  return { kind: kindInWords(say, kind), source };
}

function RunFigures({ say, run }: { say: Say; run: WholeRun }) {
  const kinds = ['read', 'added', 'changed', 'same', 'refused', 'ended'] as const;
  return (
    <Figures
      figures={kinds.map((kind) => ({
        label: say(`imports.counts.${kind}`),
        value: number(run[kind]),
        isNotable: kind === 'refused' && run.refused > 0,
      }))}
    />
  );
}

function About({ say, shown: { run, by } }: { say: Say; shown: ShownRun }) {
  const mapping =
    run.mappingVersion === null
      ? run.mapping
      : say('runs.mapping-version', { name: run.mapping, version: run.mappingVersion });
  return (
    <SummaryList
      className="wm-about-run"
      rows={[
        { key: say('runs.file'), value: run.file },
        { key: say('runs.by'), value: by ?? say('runs.command-line') },
        { key: say('runs.when'), value: momentInWords(run.at) },
        { key: say('runs.mapping'), value: mapping },
        { key: say('runs.policy'), value: say(`imports.policies.${run.policy}.name`) },
      ]}
    />
  );
}

function TakenBack({ say, shown: { run, undoneBy, kept } }: { say: Say; shown: ShownRun }) {
  const { undoing } = run;
  if (!undoing) return null;
  return (
    <InsetText>
      <p className="govuk-body">
        {say('runs.undone', {
          at: momentInWords(undoing.at),
          name: undoneBy ?? say('runs.command-line'),
          removed: number(undoing.removed),
          restored: number(undoing.restored),
        })}
      </p>
      <p className="govuk-body">{say('runs.reason', { reason: undoing.reason })}</p>
      <KeptList say={say} kept={kept} />
    </InsetText>
  );
}

function Pages({ run, page, pages }: { run: WholeRun; page: number; pages: number }) {
  const href = (to: number) => `${runAddress(run.id)}?page=${to}#people`;
  return (
    <Pagination
      previous={page > 1 ? { href: href(page - 1) } : undefined}
      next={page < pages ? { href: href(page + 1) } : undefined}
    />
  );
}
