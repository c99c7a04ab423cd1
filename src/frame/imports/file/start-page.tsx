import { type ListedUpload, sizeInWords } from '#modules/sources';
import { Button, FileUpload, Input, InsetText, Radios, Table, Tag } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, type Say } from '#web';
import { kindHint, kindInWords, momentInWords } from '../words.ts';
import { addressOf } from './at-upload.ts';
import { ImportSteps } from './import-steps.tsx';
import { NEW_SOURCE } from './receive-file.ts';

type Props = {
  frame: PageFrame;
  form: FormState;
  kinds: readonly string[];
  /** Names of the sources there are. */
  sources: readonly string[];
  /** A file that came with an earlier sending of the form. */
  file: { id: string; name: string; length: number } | undefined;
  waiting: readonly (ListedUpload & { by: string | undefined })[];
  largest: number;
};

/** Where a file begins: what it holds, where it comes from, and the file itself. */
export function StartPage({ frame, form, kinds, sources, file, waiting, largest }: Props) {
  const { say } = frame;
  const title = say('imports.start.title');
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <ImportSteps say={say} at={0} />
      <p className="govuk-body">{say('imports.start.lead')}</p>
      <form method="post" action="/sources/import" encType="multipart/form-data" className="wm-import-form">
        {file && <input type="hidden" name="upload" value={file.id} />}
        <Radios
          name="kind"
          legend={say('imports.start.kind')}
          legendClassName="govuk-fieldset__legend--m"
          value={form.value('kind')}
          errorMessage={form.problem('kind')}
          items={kinds.map((kind) => ({
            value: kind,
            text: kindInWords(say, kind),
            hint: kindHint(say, kind),
          }))}
        />
        <SourceQuestion say={say} form={form} sources={sources} />
        {file ? (
          <InsetText>
            <p className="govuk-body">
              {say('imports.start.file-kept', { name: file.name, size: sizeInWords(file.length) })}
            </p>
            <FileUpload
              name="file"
              label={say('imports.start.file-other')}
              accept=".csv,.txt,.tsv,text/csv"
              errorMessage={form.problem('file')}
            />
          </InsetText>
        ) : (
          <FileUpload
            name="file"
            label={say('imports.start.file')}
            labelClassName="govuk-label--m"
            hint={say('imports.start.file-hint', { size: sizeInWords(largest) })}
            accept=".csv,.txt,.tsv,text/csv"
            errorMessage={form.problem('file')}
          />
        )}
        <Button preventDoubleClick>{say('imports.start.send')}</Button>
      </form>
      <Waiting say={say} waiting={waiting} />
    </Layout>
  );
}

function SourceQuestion({ say, form, sources }: { say: Say; form: FormState; sources: readonly string[] }) {
  const hint = say('imports.start.source-hint');
  const named = (
    <Input
      name="new-source"
      label={say('imports.start.source-name')}
      hint={sources.length > 0 ? undefined : hint}
      labelClassName={sources.length > 0 ? undefined : 'govuk-label--m'}
      className="govuk-input--width-20"
      value={form.value('new-source')}
      errorMessage={form.problem('new-source')}
      autoComplete="off"
      spellCheck={false}
    />
  );
  if (sources.length === 0) return named;
  return (
    <Radios
      name="source"
      legend={say('imports.start.source')}
      legendClassName="govuk-fieldset__legend--m"
      hint={hint}
      value={form.value('source')}
      errorMessage={form.problem('source')}
      items={[
        ...sources.map((source) => ({ value: source, text: source })),
        { value: NEW_SOURCE, text: say('imports.start.source-new'), conditional: named },
      ]}
    />
  );
}

/** Files that are here and were not brought in yet, whoever sent them. */
function Waiting({ say, waiting }: { say: Say; waiting: Props['waiting'] }) {
  if (waiting.length === 0) return null;
  const caption = say('imports.waiting.title');
  return (
    <>
      <h2 className="govuk-heading-m">{caption}</h2>
      <p className="govuk-body">{say('imports.waiting.lead')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it */}
      <section className="wm-scroll" aria-label={caption} tabIndex={0}>
        <Table
          className="wm-cards"
          firstCellIsHeader
          head={[
            say('imports.waiting.file'),
            say('imports.waiting.what'),
            say('imports.waiting.since'),
            say('imports.waiting.state'),
          ]}
          rows={waiting.map((upload) => [
            <a key="file" className="govuk-link" href={addressOf(upload)}>
              {upload.fileName}
            </a>,
            upload.kind === ''
              ? say('imports.waiting.not-said')
              : say('imports.from', { kind: kindInWords(say, upload.kind), source: upload.source }),
            say('imports.waiting.by', {
              at: momentInWords(upload.at),
              name: upload.by ?? say('imports.nobody'),
            }),
            <Tag key="state" className={`wm-state wm-state--${upload.state}`}>
              {say(`imports.states.${upload.state}`)}
            </Tag>,
          ])}
        />
      </section>
    </>
  );
}
