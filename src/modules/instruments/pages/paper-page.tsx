import { BackLink, PrintSheet, WritingLines } from '#ui';
import { Layout, type PageFrame } from '#web';
import { type Instrument, type Item, isAsked, optionsOf, type Respondent, textIn } from '../rules/index.ts';
import { asksOf } from './item-field.tsx';

type Props = {
  frame: PageFrame;
  instrument: Instrument;
  respondent: Respondent;
};

/** The same on paper, in the same order, so that it can be typed in quickly. */
export function PaperPage({ frame, instrument, respondent }: Props) {
  const { say, lang } = frame;
  const title = textIn(instrument.title, lang);
  const reading = { lang, respondent, easy: false };
  let number = 0;
  return (
    <Layout frame={frame} title={title}>
      <div className="wm-screen-only">
        <BackLink href={`/instruments/${instrument.name}`}>{title}</BackLink>
        <p className="govuk-body">{say('instruments.paper-about')}</p>
        {instrument.answered_by.map((who) => (
          <p key={who} className="govuk-body wm-alone">
            <a className="govuk-link" href={`/instruments/${instrument.name}/paper?for=${who}`}>
              {say('instruments.paper-for', { who: say(`instruments.respondents.${who}`) })}
            </a>
          </p>
        ))}
      </div>
      <PrintSheet printed={say('instruments.printed', { title, version: instrument.version })}>
        <h1 className="govuk-heading-l">{title}</h1>
        {instrument.intro && <p className="govuk-body">{textIn(instrument.intro, lang)}</p>}
        <p className="govuk-body wm-paper__name">
          {say(instrument.anonymous === 'always' ? 'young.answering.no-name' : 'young.answering.name')}
        </p>
        {instrument.pages.map((page) => (
          <section key={page.code} className="wm-paper__page">
            <h2 className="govuk-heading-m">{textIn(page.title, lang)}</h2>
            {page.show_when && <p className="govuk-hint">{say('young.answering.only-if')}</p>}
            {page.about && <p className="govuk-body">{textIn(page.about, lang)}</p>}
            {page.sections.map((section, index) => (
              <div key={index}>
                {section.title && <h3 className="govuk-heading-s">{textIn(section.title, lang)}</h3>}
                {section.items.map((item) => {
                  if (isAsked(item)) number += 1;
                  return (
                    <PaperItem
                      key={item.code}
                      {...{ instrument, item, lang }}
                      number={isAsked(item) ? number : undefined}
                      asks={asksOf(item, reading)}
                    />
                  );
                })}
              </div>
            ))}
          </section>
        ))}
      </PrintSheet>
    </Layout>
  );
}

function PaperItem({
  instrument,
  item,
  lang,
  number,
  asks,
}: {
  instrument: Instrument;
  item: Item;
  lang: string;
  number: number | undefined;
  asks: string;
}) {
  const options = optionsOf(instrument, item).map(({ code, text }) => [code, textIn(text, lang)] as const);
  return (
    <div className="wm-paper__item">
      <p className="govuk-body wm-paper__asks">{number === undefined ? asks : `${number}. ${asks}`}</p>
      {item.kind === 'grid' ? (
        <table className="govuk-table wm-paper__grid">
          <thead>
            <tr>
              <td />
              {options.map(([code, words]) => (
                <th key={code} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {item.rows.map((row) => (
              <tr key={row.code}>
                <th scope="row">{textIn(row.text, lang)}</th>
                {options.map(([code]) => (
                  <td key={code}>☐</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        options.length > 0 && (
          <p className="govuk-body wm-paper__options">
            {options.map(([code, words]) => (
              <span key={code} className="wm-paper__option">
                {item.kind === 'ranking' ? '__' : '☐'} {words}
              </span>
            ))}
          </p>
        )
      )}
      {item.kind === 'long_text' && <WritingLines label="" lines={4} />}
      {(item.kind === 'short_text' ||
        item.kind === 'number' ||
        item.kind === 'date' ||
        item.kind === 'person' ||
        item.kind === 'signature' ||
        item.kind === 'file') && <WritingLines label="" lines={1} />}
    </div>
  );
}
