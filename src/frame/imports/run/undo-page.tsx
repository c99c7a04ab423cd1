import type { KeptBack, Undone, WholeRun } from '#modules/sources';
import { BackLink, Button, Figures, InsetText, Textarea } from '#ui';
import { FormProblems, type FormState, Layout, number, type PageFrame, type Say } from '#web';
import { runAddress } from '../source/addresses.ts';
import { momentInWords } from '../words.ts';
import { KeptList } from './kept-list.tsx';

type Props = {
  frame: PageFrame;
  run: WholeRun;
  undone: Undone;
  kept: readonly (KeptBack & { name: string | undefined })[];
  form: FormState;
};

/** What taking a run back would come to, why somebody wants it, and the button that does it. */
export function UndoPage({ frame, run, undone, kept, form }: Props) {
  const { say } = frame;
  const title = say('runs.undo.page', { file: run.file });
  const isNothing = undone.removed + undone.restored === 0;
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={runAddress(run.id)}>
        {say('runs.title', { file: run.file, at: momentInWords(run.at) })}
      </BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l wm-file-head">{title}</h1>
      <p className="govuk-body">{say('runs.undo.would')}</p>
      <Figures
        figures={[
          { label: say('runs.undo.removed'), value: number(undone.removed) },
          { label: say('runs.undo.restored'), value: number(undone.restored) },
          {
            label: say('runs.undo.kept'),
            value: number(undone.kept.length),
            isNotable: undone.kept.length > 0,
          },
        ]}
      />
      {isNothing && <InsetText>{say('runs.undo.nothing')}</InsetText>}
      <KeptList say={say} kept={kept} />
      {!isNothing && <Reason run={run} form={form} say={say} />}
    </Layout>
  );
}

/** Why, and the button: only where there is anything to take back. */
function Reason({ run, form, say }: Pick<Props, 'run' | 'form'> & { say: Say }) {
  return (
    <form method="post" action={`${runAddress(run.id)}/undo`} className="wm-import-form" noValidate>
      <Textarea
        name="reason"
        label={say('runs.undo.reason')}
        labelClassName="govuk-label--m"
        hint={say('runs.undo.reason-hint')}
        rows={3}
        value={form.value('reason')}
        errorMessage={form.problem('reason')}
      />
      <Button kind="warning" preventDoubleClick>
        {say('runs.undo.button')}
      </Button>
    </form>
  );
}
