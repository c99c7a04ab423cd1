import type { ReactNode } from 'react';
import { BackLink, Button } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame } from '#web';
import { type Answers, answeredWith } from '../rules/answer.ts';
import { answerInWords } from '../rules/in-words.ts';
import {
  type Asked,
  type Instrument,
  type Item,
  isAsked,
  itemsOf,
  optionsOf,
  type Page,
  textIn,
} from '../rules/index.ts';
import { countedAnswers, isShown } from '../rules/shown.ts';
import { ItemField, type Reading } from './item-field.tsx';

/** Whoever answers, and where: what every page of answering is around. */
export type Around = {
  frame: PageFrame;
  instrument: Instrument;
  reading: Reading;
  /** Address of the response; its pages are below. */
  base: string;
  /** Whom it is about, where that is to be shown. */
  whom?: ReactNode;
  large: boolean;
  /** Whether whoever answers can add files. */
  takesFiles: boolean;
};

type PageProps = Around & {
  pages: readonly Page[];
  /** All pages are shown at once. */
  all: boolean;
  at: number;
  form: FormState;
  revision: number;
  answers: Answers;
  last: { answers: Answers; on: string } | undefined;
  back: { href: string; text: string } | undefined;
};

/** One page of an instrument, or all of them, to be answered. */
export function AnsweringPage(props: PageProps) {
  const {
    frame,
    instrument,
    reading,
    base,
    whom,
    large,
    pages,
    all,
    at,
    form,
    revision,
    answers,
    last,
    back,
  } = props;
  const { say } = frame;
  const title = textIn(instrument.title, reading.lang);
  const shown = all ? pages : pages.slice(at, at + 1);
  const [first] = shown;
  const heading = all || !first ? title : textIn(first.title, reading.lang);
  const counted = countedAnswers(instrument, answers);
  const isLast = all || at === pages.length - 1;
  const view = viewOf(reading, large);
  return (
    <Layout frame={frame} title={heading} problems={form.problems.length > 0}>
      {back && <BackLink href={back.href}>{back.text}</BackLink>}
      <div className="govuk-grid-row">
        <div
          className={
            large
              ? 'govuk-grid-column-two-thirds wm-answering wm-answering--large'
              : 'govuk-grid-column-two-thirds wm-answering'
          }
        >
          <FormProblems form={form} />
          {!all && (
            <p className="govuk-caption-l">
              {pages.length > 1
                ? say('young.answering.page', { title, at: at + 1, of: pages.length })
                : title}
            </p>
          )}
          <h1 className="govuk-heading-l">{heading}</h1>
          {whom}
          {instrument.class === 'sensitive' && <p className="govuk-body-s">{say('instruments.for-fewer')}</p>}
          <form method="post" action={`${base}/${all ? 'all' : at + 1}${view}`} data-answering="">
            <input type="hidden" name="revision" value={revision} />
            {shown.map((page) => (
              <OnePage
                key={page.code}
                {...props}
                page={page}
                heading={all}
                counted={counted}
                lastOf={lastInWords(instrument, last, reading, say)}
              />
            ))}
            <div className="govuk-button-group">
              <Button name="go" value="next" preventDoubleClick>
                {say(isLast ? 'young.answering.to-check' : 'young.answering.next')}
              </Button>
              <Button kind="secondary" name="go" value="stop" preventDoubleClick>
                {say('young.answering.later')}
              </Button>
            </div>
            <p
              className="govuk-hint wm-saved"
              role="status"
              data-saving={say('young.answering.saving')}
              data-saved={say('young.answering.saved')}
              data-waiting={say('young.answering.waiting')}
              data-conflict={say('young.answering.conflict')}
            />
          </form>
          <Views {...props} at={all ? 'all' : String(at + 1)} />
        </div>
      </div>
    </Layout>
  );
}

function OnePage({
  page,
  heading,
  counted,
  instrument,
  reading,
  form,
  frame: { say },
  lastOf,
  answers,
  base,
  takesFiles,
}: PageProps & { page: Page; heading: boolean; counted: Answers; lastOf(item: Asked): string | undefined }) {
  const text = (given: Page['title']) => textIn(given, reading.lang);
  const fileOf = (item: Item) => {
    if (item.kind !== 'file') return undefined;
    const kept = answeredWith(answers, item.code);
    return { kept: typeof kept === 'string' ? kept : undefined, base: takesFiles ? base : undefined };
  };
  return (
    <>
      {heading && <h2 className="govuk-heading-m">{text(page.title)}</h2>}
      {page.about && <p className="govuk-body">{text(page.about)}</p>}
      {page.sections.map((section, index) => (
        <section key={index}>
          {section.title && <h2 className="govuk-heading-m">{text(section.title)}</h2>}
          {section.about && <p className="govuk-body">{text(section.about)}</p>}
          {section.items
            .filter((item) => isShown(item, counted))
            .map((item) => (
              <ItemField
                key={item.code}
                {...{ instrument, item, form, say, reading }}
                last={isAsked(item) ? lastOf(item) : undefined}
                file={fileOf(item)}
              />
            ))}
        </section>
      ))}
    </>
  );
}

function lastInWords(
  instrument: Instrument,
  last: PageProps['last'],
  { lang }: Reading,
  say: PageFrame['say'],
): (item: Asked) => string | undefined {
  return (item) => {
    const lines = answerInWords(instrument, item, last?.answers[item.code], {
      lang,
      declined: say('young.answering.rather-not'),
    });
    return lines.length === 0 ? undefined : `${lines.join(', ').slice(0, 200)} (${last?.on})`;
  };
}

/** Ways to read the page more easily; each is an address, so that it works without script. */
function Views({ frame: { say }, instrument, base, reading, large, at }: Around & { at: string }) {
  const href = (view: string) => `${base}/${at}${view}`;
  return (
    <ul className="govuk-list wm-views">
      <li>
        <a className="govuk-link" href={href(viewOf(reading, !large))}>
          {say(large ? 'young.answering.usual-type' : 'young.answering.large-type')}
        </a>
      </li>
      {hasEasyWords(instrument) && (
        <li>
          <a className="govuk-link" href={href(viewOf({ ...reading, easy: !reading.easy }, large))}>
            {say(reading.easy ? 'young.answering.usual-words' : 'young.answering.easy-words')}
          </a>
        </li>
      )}
      <li>
        <a className="govuk-link" href={`${base}/${at === 'all' ? '1' : 'all'}${viewOf(reading, large)}`}>
          {say(at === 'all' ? 'young.answering.by-page' : 'young.answering.on-one')}
        </a>
      </li>
      <li hidden data-read-aloud={say('young.answering.stop-reading')}>
        <button type="button" className="wm-link-button">
          {say('young.answering.read-aloud')}
        </button>
      </li>
    </ul>
  );
}

function hasEasyWords(instrument: Instrument): boolean {
  return itemsOf(instrument).some(
    (item) => item.easy !== undefined || optionsOf(instrument, item).some(({ easy }) => easy !== undefined),
  );
}

function viewOf({ easy }: Pick<Reading, 'easy'>, large: boolean): string {
  const chosen = [...(easy ? ['easy=1'] : []), ...(large ? ['large=1'] : [])];
  return chosen.length === 0 ? '' : `?${chosen.join('&')}`;
}
