import type { ReactNode } from 'react';
import { britishDate } from '#dates';
import { RECORD_YEARS, readDate } from '#files';
import { ATTENDANCE_CODES } from '#modules/records';
import type { Upload } from '#modules/sources';
import { BackLink, Button, Checkboxes, DateInput, Fieldset, Input, Select, Textarea } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, type Say } from '#web';
import type { Open } from '../read/problems.ts';
import type { FoundCode, Question } from '../read/questions.ts';
import { fieldInWords, kindInWords } from '../words.ts';
import { addressOf } from './at-upload.ts';
import { FileHead } from './file-head.tsx';

type Props = {
  frame: PageFrame;
  upload: Upload;
  form: FormState;
  questions: readonly Question[];
  open: Open;
  settings: readonly { id: string; name: string }[];
  /** Cells that may say nothing, when none were listed yet. */
  blanks: readonly string[];
};

/** How the cells of the columns are to be read: dates, codes, and what says nothing. */
export function DetailsPage({ frame, upload, form, questions, open, settings, blanks }: Props) {
  const { say } = frame;
  const title = say('imports.details.title', { file: upload.fileName });
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={addressOf(upload, 'columns')}>{say('imports.details.back')}</BackLink>
      <FormProblems form={form} />
      <FileHead say={say} upload={upload} title={title} at={1} />
      <form method="post" action={addressOf(upload, 'details')} className="wm-import-form" noValidate>
        {open.setting && <ForAll say={say} form={form} settings={settings} />}
        {open.date && <DateForAll say={say} form={form} />}
        {questions.map((question) => (
          <AboutColumn key={question.at} say={say} question={question} form={form} />
        ))}
        <Textarea
          name="blank"
          label={say('imports.details.blank')}
          labelClassName="govuk-label--m"
          hint={
            <>
              {say('imports.details.blank-hint')}
              {blanks.length > 0 && (
                <>
                  {' '}
                  <span className="wm-suggested">
                    {say('imports.details.blank-suggested', { found: blanks.join(', ') })}
                  </span>
                </>
              )}
            </>
          }
          rows={3}
          className="govuk-input--width-20"
          value={form.value('blank') || blanks.join('\n')}
        />
        <Keep say={say} form={form} upload={upload} />
        <Button preventDoubleClick>{say('imports.details.next')}</Button>
      </form>
    </Layout>
  );
}

function ForAll({ say, form, settings }: { say: Say; form: FormState; settings: Props['settings'] }) {
  return (
    <Select
      name="setting-all"
      label={say('imports.details.setting')}
      labelClassName="govuk-label--m"
      hint={say('imports.details.setting-hint')}
      value={form.value('setting-all')}
      errorMessage={form.problem('setting-all')}
      items={[
        { value: '', text: say('imports.columns.choose') },
        ...settings.map(({ id, name }) => ({ value: id, text: name })),
      ]}
    />
  );
}

function DateForAll({ say, form }: { say: Say; form: FormState }) {
  return (
    <DateInput
      id="all"
      namePrefix="all"
      legend={say('imports.details.date')}
      legendClassName="govuk-fieldset__legend--m"
      hint={say('imports.details.date-hint')}
      values={{ day: form.value('all-day'), month: form.value('all-month'), year: form.value('all-year') }}
      errorMessage={form.problem('all-day')}
    />
  );
}

type AboutProps = { say: Say; question: Question; form: FormState };

function AboutColumn({ say, question, form }: AboutProps) {
  const { at, name, meaning } = question;
  const legend = say('imports.details.column', { column: name, what: fieldInWords(say, meaning) });
  const fields: ReactNode[] = [];
  if (meaning.startsWith('measure:'))
    fields.push(
      <Input
        key="label"
        name={`label-${at}`}
        label={say('imports.details.label')}
        hint={say('imports.details.label-hint', { column: name })}
        value={form.value(`label-${at}`)}
        errorMessage={form.problem(`label-${at}`)}
      />,
      <Checkboxes
        key="class"
        name={`class-${at}`}
        className="govuk-checkboxes--small"
        values={form.values(`class-${at}`)}
        items={[
          {
            value: 'sensitive',
            text: say('imports.details.sensitive'),
            hint: say('imports.details.sensitive-hint'),
          },
        ]}
      />,
    );
  if (question.ask === 'dates') fields.push(<Dates key="dates" say={say} question={question} form={form} />);
  if (question.ask === 'number')
    fields.push(<Limits key="limits" say={say} question={question} form={form} />);
  if ('found' in question) fields.push(<Codes key="codes" say={say} question={question} form={form} />);
  return (
    <div className="wm-detail">
      <Fieldset legend={legend} legendClassName="govuk-fieldset__legend--m">
        {fields}
      </Fieldset>
    </div>
  );
}

function Dates({ say, question, form }: AboutProps) {
  if (question.ask !== 'dates') return null;
  const { at, formats } = question;
  const typed = form.values(`format-${at}`);
  const fitting = formats.filter(({ fits }) => fits > 0).map(({ format }) => format);
  return (
    <Checkboxes
      name={`format-${at}`}
      className="govuk-checkboxes--small"
      hint={
        typed.length === 0 && fitting.length > 0 ? (
          <span className="wm-suggested">{say('imports.details.format-suggested')}</span>
        ) : (
          say('imports.details.format-hint')
        )
      }
      values={typed.length > 0 ? typed : fitting}
      errorMessage={form.problem(`format-${at}`)}
      items={formats.map(({ format, fits, example }) => ({
        value: format,
        text: writtenAs(format),
        hint:
          example === undefined
            ? undefined
            : say('imports.details.format-reads', {
                count: fits,
                found: example,
                date: asRead(example, format),
              }),
      }))}
    />
  );
}

/** One day, written in each way. */
function writtenAs(format: string): string {
  return format
    .replace('yyyy', '2027')
    .replace('MM', '03')
    .replace('dd', '14')
    .replace('HH:mm:ss', '00:00:00');
}

function asRead(found: string, format: Parameters<typeof readDate>[1][number]): string {
  const read = readDate(found, [format], RECORD_YEARS);
  return 'date' in read ? britishDate(read.date) : found;
}

function Limits({ say, question: { at }, form }: AboutProps) {
  return (
    <div className="wm-inline-form">
      {(['min', 'max', 'unit'] as const).map((limit) => (
        <Input
          key={limit}
          name={`${limit}-${at}`}
          label={say(`imports.details.limits.${limit}`)}
          className="govuk-input--width-5"
          value={form.value(`${limit}-${at}`)}
          errorMessage={form.problem(`${limit}-${at}`)}
        />
      ))}
    </div>
  );
}

/** What the file writes, and what each of it means here. */
function Codes({ say, question, form }: AboutProps) {
  if (!('found' in question)) return null;
  const { at, found } = question;
  const isSuggested = found.some(({ suggested }) => suggested !== undefined);
  if (found.length === 0) return <p className="govuk-body">{say('imports.details.no-codes')}</p>;
  return (
    <>
      <p className="govuk-hint">
        {say(`imports.details.codes-hint.${question.ask}`)}{' '}
        {isSuggested && form.value(`found-${at}-0`) === '' && (
          <span className="wm-suggested">{say('imports.details.codes-suggested')}</span>
        )}
      </p>
      <div className="wm-codes">
        {found.map((code, number) => (
          <Code
            key={code.found}
            say={say}
            at={at}
            number={number}
            code={code}
            question={question}
            form={form}
          />
        ))}
      </div>
    </>
  );
}

type CodeProps = AboutProps & { at: number; number: number; code: FoundCode };

function Code({ say, at, number, code: { found, suggested }, question, form }: CodeProps) {
  const name = `means-${at}-${number}`;
  const wasAsked = form.value(`found-${at}-${number}`) === found;
  const label = <span className="wm-code__found">{say('imports.details.means', { found })}</span>;
  const choices = choicesOf(say, question);
  return (
    <div className="wm-code">
      <input type="hidden" name={`found-${at}-${number}`} value={found} />
      {choices ? (
        <Select
          name={name}
          label={label}
          value={wasAsked ? form.value(name) : suggested}
          items={[{ value: '', text: say('imports.details.nothing') }, ...choices]}
        />
      ) : (
        <Input
          name={name}
          label={label}
          value={wasAsked ? form.value(name) : found}
          className="govuk-input--width-10"
        />
      )}
    </div>
  );
}

function choicesOf(say: Say, question: Question): { value: string; text: string }[] | undefined {
  if (question.ask === 'yes_no')
    return (['yes', 'no'] as const).map((value) => ({
      value,
      text: say(`imports.details.answers.${value}`),
    }));
  if (question.ask !== 'codes' || !question.choices) return undefined;
  return question.choices.map((value) => ({ value, text: codeInWords(say, question.meaning, value) }));
}

function codeInWords(say: Say, meaning: string, value: string): string {
  if (meaning === 'sex')
    return value === 'F' ? say('imports.details.sexes.F') : say('imports.details.sexes.M');
  if (meaning === 'session')
    return value === 'AM' ? say('imports.details.sessions.AM') : say('imports.details.sessions.PM');
  return `${value} · ${ATTENDANCE_CODES.find(({ code }) => code === value)?.label ?? value}`;
}

/** Whether the next file of this source is read in the same way without anybody saying so again. */
function Keep({ say, form, upload }: { say: Say; form: FormState; upload: Upload }) {
  return (
    <Checkboxes
      name="keep"
      legend={say('imports.details.keep')}
      legendClassName="govuk-fieldset__legend--m"
      values={form.values('keep')}
      items={[
        {
          value: 'yes',
          text: say('imports.details.keep-yes', {
            kind: kindInWords(say, upload.kind).toLowerCase(),
            source: upload.source,
          }),
          hint: say('imports.details.keep-hint'),
          conditional: (
            <Input
              name="name"
              label={say('imports.details.name')}
              className="govuk-input--width-20"
              value={form.value('name') || `${upload.source} ${upload.kind}`}
              errorMessage={form.problem('name')}
            />
          ),
        },
      ]}
    />
  );
}
