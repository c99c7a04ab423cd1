import type { Mapping } from '#files';
import type { Policy, Upload } from '#modules/sources';
import { BackLink, Button, Details, InsetText, Radios, Table } from '#ui';
import { Layout, type PageFrame, type Say } from '#web';
import type { Look } from '../read/look.ts';
import { fieldInWords, kindInWords } from '../words.ts';
import { addressOf } from './at-upload.ts';
import { FileHead } from './file-head.tsx';
import { ReadAs, ReadOtherwise } from './reading-form.tsx';
import { ThrowAway } from './throw-away.tsx';
import { WhatHappened } from './what-happened.tsx';

type Props = {
  frame: PageFrame;
  upload: Upload;
  mapping: Mapping;
  /** What each column of the file is by the mapping; `ignore` where it is left out. */
  columns: readonly { name: string; meaning: string | undefined; examples: readonly string[] }[];
  /** What is taken of every row alike. */
  constants: readonly { meaning: string; value: string }[];
  look: Look;
  policies: readonly Policy[];
  policy: Policy;
};

/** How a file will be read: which mapping, what each column is by it, and what the file does to what was said before. */
export function MappedPage(props: Props) {
  const { frame, upload, mapping, columns, constants, look, policies, policy } = props;
  const { say } = frame;
  const title = say('imports.mapped.title', { file: upload.fileName });
  const used = columns.filter(({ meaning }) => meaning !== undefined && meaning !== 'ignore');
  const left = columns.filter(({ meaning }) => meaning === undefined || meaning === 'ignore');
  return (
    <Layout frame={frame} title={title}>
      <BackLink href="/sources/import">{say('imports.start.title')}</BackLink>
      <FileHead say={say} upload={upload} title={title} at={2} />
      <WhatHappened say={say} upload={upload} />
      <p className="govuk-body">
        {left.some(({ meaning }) => meaning === undefined)
          ? say('imports.mapped.by', { title: mapping.title, version: mapping.version })
          : say('imports.mapped.all-known', { title: mapping.title, version: mapping.version })}
      </p>
      <ReadAs say={say} upload={upload} look={look} />
      {constants.length > 0 && (
        <InsetText>
          {constants.map(({ meaning, value }) => (
            <p key={meaning} className="govuk-body">
              {say('imports.mapped.every-row', { what: fieldInWords(say, meaning), value })}
            </p>
          ))}
        </InsetText>
      )}
      <Table
        caption={say('imports.mapped.columns')}
        captionClassName="govuk-table__caption--m"
        firstCellIsHeader
        className="wm-cards"
        head={[say('imports.mapped.column'), say('imports.mapped.read-as'), say('imports.mapped.examples')]}
        rows={used.map(({ name, meaning = '', examples }) => [
          name,
          fieldInWords(say, meaning),
          { content: examples.join(' · '), className: 'wm-examples' },
        ])}
      />
      {left.length > 0 && (
        <Details summary={say('imports.mapped.left-out', { count: left.length })}>
          <p className="govuk-body">{left.map(({ name }) => name).join(', ')}</p>
        </Details>
      )}
      <ReadOtherwise say={say} upload={upload} look={look} />
      <p className="govuk-body wm-alone">
        <a className="govuk-link" href={addressOf(upload, 'columns')}>
          {say('imports.mapped.change')}
        </a>
      </p>
      <form method="post" action={addressOf(upload, 'try')} className="wm-import-form">
        <PolicyQuestion say={say} upload={upload} policies={policies} policy={policy} />
        <p className="govuk-body">{say('imports.mapped.try-lead')}</p>
        <Button preventDoubleClick>{say('imports.mapped.try')}</Button>
      </form>
      <ThrowAway say={say} upload={upload} />
    </Layout>
  );
}

type PolicyProps = { say: Say; upload: Upload; policies: readonly Policy[]; policy: Policy };

function PolicyQuestion({ say, upload, policies, policy }: PolicyProps) {
  const words = { kind: kindInWords(say, upload.kind).toLowerCase(), source: upload.source };
  const [only, another] = policies;
  if (only && !another) return <p className="govuk-body">{say(`imports.policies.${only}.alone`, words)}</p>;
  return (
    <Radios
      name="policy"
      legend={say('imports.mapped.policy', words)}
      legendClassName="govuk-fieldset__legend--m"
      value={policy}
      items={policies.map((value) => ({
        value,
        text: say(`imports.policies.${value}.name`),
        hint: say(`imports.policies.${value}.hint`, words),
      }))}
    />
  );
}
