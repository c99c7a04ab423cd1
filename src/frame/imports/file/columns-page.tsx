import type { Upload } from '#modules/sources';
import { BackLink, Button, Checkboxes, Details, InsetText, Select } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, type Say } from '#web';
import type { Look } from '../read/look.ts';
import type { Meaning } from '../read/meanings.ts';
import { fieldInWords, kindInWords } from '../words.ts';
import { addressOf } from './at-upload.ts';
import { FileHead } from './file-head.tsx';
import { ReadingForm } from './reading-form.tsx';

/** One column of the file as the page shows it. */
export type ShownColumn = {
  name: string;
  /** A few of the values in it. */
  examples: readonly string[];
  choice: string;
  /** Why what is chosen is only suggested; undefined when somebody chose it. */
  suggested: 'known-name' | 'like-name' | 'content' | undefined;
};

export type MappingChoice = { name: string; title: string };

type Props = {
  frame: PageFrame;
  upload: Upload;
  look: Look;
  form: FormState;
  columns: readonly ShownColumn[];
  /** Undefined for a kind whose columns only a mapping file can tell. */
  meanings: readonly Meaning[] | undefined;
  mappings: readonly MappingChoice[];
  /** The kind whose columns these are, when they are not those of this one. */
  other: string | undefined;
};

/** What each column of the file is: suggested where something speaks for it, and always said by a person. */
export function ColumnsPage(props: Props) {
  const { frame, upload, look, form, columns, meanings, mappings, other } = props;
  const { say } = frame;
  const title = say('imports.columns.title', { file: upload.fileName });
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href="/sources/import">{say('imports.start.title')}</BackLink>
      <FormProblems form={form} />
      <FileHead say={say} upload={upload} title={title} at={1} />
      {other !== undefined && <OtherKind say={say} upload={upload} other={other} />}
      <ReadingForm say={say} upload={upload} look={look} />
      {mappings.length > 0 && <UseMapping say={say} upload={upload} mappings={mappings} />}
      {meanings ? (
        <form
          method="post"
          action={addressOf(upload, 'columns')}
          className="wm-import-form wm-import-form--wide"
          noValidate
        >
          <h2 className="govuk-heading-m">{say('imports.columns.each')}</h2>
          <p className="govuk-body">{say('imports.columns.lead')}</p>
          <div className="wm-columns">
            {columns.map((column, at) => (
              <ColumnQuestion
                key={column.name}
                say={say}
                at={at}
                column={column}
                meanings={meanings}
                form={form}
              />
            ))}
          </div>
          <Checkboxes
            name="leave-rest"
            items={[{ value: 'yes', text: say('imports.columns.leave-rest') }]}
            values={form.values('leave-rest')}
            errorMessage={form.problem('leave-rest')}
          />
          <Button preventDoubleClick>{say('imports.columns.next')}</Button>
        </form>
      ) : (
        <InsetText>{say('imports.columns.by-file')}</InsetText>
      )}
    </Layout>
  );
}

type QuestionProps = {
  say: Say;
  at: number;
  column: ShownColumn;
  meanings: readonly Meaning[];
  form: FormState;
};

function ColumnQuestion({ say, at, column, meanings, form }: QuestionProps) {
  const { name, examples, choice, suggested } = column;
  return (
    <Select
      name={`column-${at}`}
      groupClassName="wm-column"
      label={
        <>
          <span className="wm-column__name">{name}</span>
          <span className="wm-column__examples">
            {examples.length === 0
              ? say('imports.columns.empty')
              : say('imports.columns.such-as', { examples: examples.join(' · ') })}
          </span>
        </>
      }
      hint={
        suggested && <span className="wm-suggested">{say(`imports.columns.suggested.${suggested}`)}</span>
      }
      value={choice}
      errorMessage={form.problem(`column-${at}`)}
      items={[
        { value: '', text: say('imports.columns.choose') },
        ...meanings.map(({ id }) => ({ value: id, text: fieldInWords(say, id) })),
        { value: 'ignore', text: say('imports.columns.ignore') },
      ]}
    />
  );
}

/** These columns are those of another kind: one press puts it right. */
function OtherKind({ say, upload, other }: { say: Say; upload: Upload; other: string }) {
  const words = {
    kind: kindInWords(say, upload.kind).toLowerCase(),
    other: kindInWords(say, other).toLowerCase(),
  };
  return (
    <InsetText>
      <p className="govuk-body">{say('imports.columns.other', words)}</p>
      <form method="post" action={addressOf(upload, 'about')}>
        <input type="hidden" name="kind" value={other} />
        <input type="hidden" name="source" value={upload.source} />
        <Button kind="secondary">{say('imports.columns.use-other', words)}</Button>
      </form>
    </InsetText>
  );
}

function UseMapping({
  say,
  upload,
  mappings,
}: {
  say: Say;
  upload: Upload;
  mappings: readonly MappingChoice[];
}) {
  return (
    <Details summary={say('imports.columns.use-mapping')}>
      <form method="post" action={addressOf(upload, 'mapping')}>
        <Select
          name="mapping"
          label={say('imports.columns.which-mapping')}
          hint={say('imports.columns.which-hint')}
          items={mappings.map(({ name, title }) => ({ value: name, text: `${title} (${name})` }))}
        />
        <Button kind="secondary">{say('imports.columns.take-mapping')}</Button>
      </form>
    </Details>
  );
}
