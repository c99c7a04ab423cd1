import type { ReactNode } from 'react';
import { Checkboxes, ChoiceGroup, DateInput, Input, Radios, Select, Table, Textarea } from '#ui';
import type { FormState, Say } from '#web';
import {
  type Asked,
  type Instrument,
  type Item,
  type Option,
  optionsOf,
  type Respondent,
  type Text,
  textIn,
} from '../rules/index.ts';
import { declineField, fieldOf, RATHER_NOT } from '../rules/read-answers.ts';
import { SYMBOLS } from '../rules/symbols.ts';

/** How a page is read: in which language, by whom, and in easier words where there are some. */
export type Reading = { lang: string; respondent: Respondent; easy: boolean };

type Props = {
  instrument: Instrument;
  item: Item;
  form: FormState;
  say: Say;
  reading: Reading;
  /** What was answered last time, in words. */
  last?: string | undefined;
  /** The name of the file that is there, and the address of the response where one can be added. */
  file?: { kept: string | undefined; base: string | undefined } | undefined;
};

/** What an item asks, as whoever answers is asked it. */
export function asksOf(item: Item, { lang, respondent, easy }: Reading): string {
  const other = respondent === 'young_person' ? undefined : item.asks_as?.[respondent];
  const text: Text = other ?? (easy ? item.easy : undefined) ?? item.asks;
  return textIn(text, lang);
}

/** How one says that there will be no answer. */
export function ratherNot(say: Say, { respondent }: Pick<Reading, 'respondent'>): string {
  return respondent === 'staff' || respondent === 'partner'
    ? say('answering.cannot-say')
    : say('young.answering.rather-not');
}

/** One item of an instrument as one answers it. Works without script. */
export function ItemField(props: Props) {
  const { item, reading } = props;
  if (item.kind === 'statement') return <p className="govuk-body wm-statement">{asksOf(item, reading)}</p>;
  return (
    <div className="wm-item" data-item={item.code}>
      <Asking {...props} item={item} />
    </div>
  );
}

function Asking({ instrument, item, form, say, reading, last, file }: Props & { item: Asked }) {
  const { lang, easy } = reading;
  const field = fieldOf(item);
  const text = (given: Text | undefined) => (given === undefined ? undefined : textIn(given, lang));
  const legend = asksOf(item, reading);
  const hints = [
    text(item.hint),
    'tells' in item && item.tells && item.hint === undefined ? say('young.answering.tells') : undefined,
    'figure' in item && item.figure ? say('answering.from-records') : undefined,
    last === undefined ? undefined : say('young.answering.last', { answer: last }),
  ].filter((hint) => hint !== undefined);
  const hint = hints.length === 0 ? undefined : <Hints hints={hints} />;
  const errorMessage = form.problem(field);
  const inWords = (option: Option) => text((easy ? option.easy : undefined) ?? option.text) ?? option.code;
  const shown = (option: Option) => <WithSymbol symbol={option.symbol}>{inWords(option)}</WithSymbol>;
  const options = optionsOf(instrument, item);
  const group = { legend, hint, errorMessage, legendClassName: 'govuk-fieldset__legend--s' };
  const decline = <Decline item={item} form={form} text={ratherNot(say, reading)} />;
  switch (item.kind) {
    case 'choice':
    case 'scale':
      return (
        <Radios
          {...group}
          name={field}
          className={item.kind === 'scale' ? 'govuk-radios--small wm-scale' : 'govuk-radios--small'}
          value={form.value(field)}
          items={[
            ...options.map((option) => ({ value: option.code, text: shown(option) })),
            { value: RATHER_NOT, text: ratherNot(say, reading) },
          ]}
        />
      );
    case 'several':
      return (
        <>
          <Checkboxes
            {...group}
            name={field}
            className="govuk-checkboxes--small"
            values={form.values(field)}
            items={options.map((option) => ({ value: option.code, text: shown(option) }))}
          />
          {decline}
        </>
      );
    case 'grid':
      return (
        <>
          <Grid
            {...{ item, form, legend, hint }}
            columns={options.map((option) => [option.code, inWords(option)])}
            text={(given) => textIn(given, lang)}
          />
          {decline}
        </>
      );
    case 'ranking':
      return (
        <>
          <Ranking
            {...{ item, form, legend, hint, errorMessage, say }}
            options={options.map((option) => [option.code, inWords(option)])}
          />
          {decline}
        </>
      );
    case 'file':
      return <FileAnswer {...{ item, say, legend, hint, file }} isStaff={reading.respondent === 'staff'} />;
    case 'short_text':
    case 'person':
    case 'signature':
      return (
        <>
          <Input
            id={field}
            name={field}
            label={legend}
            labelClassName="govuk-label--s"
            hint={item.kind === 'signature' ? (hint ?? say('young.answering.sign')) : hint}
            errorMessage={errorMessage}
            value={form.value(field)}
            autoComplete="off"
          />
          {item.kind === 'signature' && (
            <input type="hidden" name={fieldOf(item, 'on')} value={form.value(fieldOf(item, 'on'))} />
          )}
          {decline}
        </>
      );
    case 'long_text':
      return (
        <>
          <Textarea
            id={field}
            name={field}
            label={legend}
            labelClassName="govuk-label--s"
            hint={hint}
            errorMessage={errorMessage}
            value={form.value(field)}
            rows={item.longest > 1000 ? 5 : 3}
          />
          {decline}
        </>
      );
    case 'number':
      return (
        <>
          <Input
            id={field}
            name={field}
            label={legend}
            labelClassName="govuk-label--s"
            hint={hint}
            errorMessage={errorMessage}
            value={form.value(field)}
            inputMode={item.decimals === 0 ? 'numeric' : 'decimal'}
            className="govuk-input--width-5"
            suffix={text(item.unit)}
            autoComplete="off"
          />
          {decline}
        </>
      );
    case 'date':
      return (
        <>
          <DateInput
            {...group}
            id={field}
            namePrefix={field}
            values={{
              day: form.value(`${field}-day`),
              month: form.value(`${field}-month`),
              year: form.value(`${field}-year`),
            }}
          />
          {decline}
        </>
      );
  }
}

/** A file is added on a page of its own, by an adult; whoever else answers is told so. */
function FileAnswer({
  item,
  say,
  legend,
  hint,
  file,
  isStaff,
}: Pick<Props, 'item' | 'say' | 'file'> & { legend: string; hint: ReactNode; isStaff: boolean }) {
  const kept = file?.kept;
  return (
    <div className="govuk-form-group">
      <p className="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1">{legend}</p>
      {hint && <div className="govuk-hint">{hint}</div>}
      {kept !== undefined && <p className="govuk-body">{say('answering.file.kept', { name: kept })}</p>}
      {file?.base === undefined ? (
        <p className="govuk-hint">{say(isStaff ? 'answering.file.later' : 'young.answering.file')}</p>
      ) : (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href={`${file.base}/files/${item.code}`}>
            {say(kept === undefined ? 'answering.file.add-to' : 'answering.file.change')}
            <span className="govuk-visually-hidden">: {legend}</span>
          </a>
        </p>
      )}
    </div>
  );
}

/** A sign beside words, for whoever would rather look than read. */
function WithSymbol({ symbol, children }: { symbol: Option['symbol']; children: string }) {
  if (symbol === undefined) return children;
  return (
    <>
      <span className="wm-symbol" aria-hidden="true">
        {SYMBOLS[symbol]}
      </span>{' '}
      {children}
    </>
  );
}

function Hints({ hints }: { hints: readonly string[] }) {
  return (
    <>
      {hints.map((hint) => (
        <span key={hint} className="wm-hint-line">
          {hint}
        </span>
      ))}
    </>
  );
}

function Decline({ item, form, text }: { item: Asked; form: FormState; text: string }) {
  const name = declineField(item);
  return (
    <Checkboxes
      name={name}
      legend={undefined}
      className="govuk-checkboxes--small wm-decline"
      values={form.values(name)}
      items={[{ value: 'yes', text }]}
    />
  );
}

type GridProps = {
  item: Extract<Asked, { kind: 'grid' }>;
  form: FormState;
  legend: string;
  hint: ReactNode;
  columns: readonly (readonly [code: string, words: string])[];
  text(given: Text): string;
};

/** A table of radios, one row after the other; on a telephone each row is a group of its own. */
function Grid({ item, form, legend, hint, columns, text }: GridProps) {
  return (
    <ChoiceGroup id={fieldOf(item)} legend={legend} legendClassName="govuk-fieldset__legend--s" hint={hint}>
      <Table
        className="wm-grid"
        caption={legend}
        captionClassName="govuk-visually-hidden"
        firstCellIsHeader
        head={['', ...columns.map(([, words]) => words)]}
        rows={item.rows.map((row) => [
          text(row.text),
          ...columns.map(([code, words]) => {
            const field = fieldOf(item, row.code);
            return (
              <label key={code} className="wm-grid__cell">
                <input type="radio" name={field} value={code} defaultChecked={form.value(field) === code} />
                <span className="wm-grid__words">{words}</span>
              </label>
            );
          }),
        ])}
      />
    </ChoiceGroup>
  );
}

type RankingProps = {
  item: Extract<Asked, { kind: 'ranking' }>;
  form: FormState;
  legend: string;
  hint: ReactNode;
  errorMessage: string | undefined;
  say: Say;
  options: readonly (readonly [code: string, words: string])[];
};

function Ranking({ item, form, legend, hint, errorMessage, say, options }: RankingProps) {
  const problem = errorMessage ?? form.problem(fieldOf(item, '1'));
  return (
    <ChoiceGroup
      id={`${fieldOf(item)}-places`}
      legend={legend}
      legendClassName="govuk-fieldset__legend--s"
      hint={hint}
      errorMessage={problem}
    >
      {options.map((_, index) => {
        const field = fieldOf(item, String(index + 1));
        return (
          <Select
            key={field}
            id={field}
            name={field}
            label={say('young.answering.place', { number: index + 1 })}
            value={form.value(field)}
            items={[{ value: '', text: '' }, ...options.map(([value, text]) => ({ value, text }))]}
          />
        );
      })}
    </ChoiceGroup>
  );
}
