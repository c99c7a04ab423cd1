import type { Tried, Upload } from '#modules/sources';
import { BackLink, Button, Checkboxes, Figures, InsetText, WarningText } from '#ui';
import { FormProblems, type FormState, Layout, number, type PageFrame } from '#web';
import { Refusals } from '../refusals.tsx';
import { type ToldPerson, ToldTable } from '../told-table.tsx';
import { addressOf } from './at-upload.ts';
import { FileHead } from './file-head.tsx';
import { ThrowAway } from './throw-away.tsx';
import { WhatHappened } from './what-happened.tsx';

type Props = {
  frame: PageFrame;
  upload: Upload;
  tried: Tried;
  form: FormState;
  /** Some of those whose facts would change or end. */
  people: readonly ToldPerson[];
};

/** What a file would do: counts, what would be refused and why, what would change, and the button that does it. */
export function TriedPage({ frame, upload, tried, form, people }: Props) {
  const { say } = frame;
  const { counts, stop } = tried;
  const title = say('imports.tried.title', { file: upload.fileName });
  const taken = counts.added + counts.changed + counts.same;
  const isNothing = counts.added + counts.changed + counts.ended === 0;
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href="/sources/import">{say('imports.start.title')}</BackLink>
      <FormProblems form={form} />
      <FileHead say={say} upload={upload} title={title} at={2} />
      <WhatHappened say={say} upload={upload} />
      <p className="govuk-body">{say('imports.tried.lead')}</p>
      <Counts say={say} counts={counts} />
      {stop !== null && (
        <WarningText>
          {say('imports.tried.stop', {
            moved: number(tried.moved),
            standing: number(tried.standing),
            percent: tried.standing === 0 ? 100 : Math.floor((tried.moved * 100) / tried.standing),
            share: tried.share,
            source: upload.source,
          })}
        </WarningText>
      )}
      {isNothing && (
        <InsetText>{say(taken > 0 ? 'imports.tried.all-same' : 'imports.tried.nothing')}</InsetText>
      )}
      {tried.refusals.length > 0 && (
        <>
          <h2 className="govuk-heading-m">
            {say('imports.tried.refused', { count: counts.refused, number: number(counts.refused) })}
          </h2>
          <p className="govuk-body">{say('imports.tried.refused-lead')}</p>
          <Refusals
            say={say}
            refusals={tried.refusals}
            byRule={tried.byRule}
            download={addressOf(upload, 'refusals.csv')}
          />
        </>
      )}
      {people.length > 0 && (
        <ToldTable
          say={say}
          caption={say('imports.tried.changes', { count: tried.sample.length })}
          people={people}
        />
      )}
      <form
        method="post"
        action={addressOf(upload, 'confirm')}
        className="wm-import-form wm-decide"
        noValidate
      >
        <h2 className="govuk-heading-m">{say('imports.tried.decide')}</h2>
        {stop !== null && (
          <Checkboxes
            name="looked"
            items={[{ value: 'yes', text: say('imports.tried.looked') }]}
            values={form.values('looked')}
            errorMessage={form.problem('looked')}
          />
        )}
        <p className="govuk-body">{say('imports.tried.after')}</p>
        <div className="govuk-button-group">
          <Button preventDoubleClick>
            {say('imports.tried.confirm', { count: taken, number: number(taken) })}
          </Button>
          <a className="govuk-link" href={addressOf(upload, 'columns')}>
            {say('imports.mapped.change')}
          </a>
        </div>
      </form>
      <ThrowAway say={say} upload={upload} />
    </Layout>
  );
}

type CountsProps = { say: PageFrame['say']; counts: Tried['counts'] };

/** What becomes of every row that was read, and what ended because it was not there. */
export function Counts({ say, counts }: CountsProps) {
  const kinds = ['read', 'added', 'changed', 'same', 'refused', 'ended'] as const;
  return (
    <Figures
      figures={kinds.map((kind) => ({
        label: say(`imports.counts.${kind}`),
        value: number(counts[kind]),
        isNotable: kind === 'refused' && counts.refused > 0,
      }))}
    />
  );
}
