import { BackLink, Button, Details, InsetText } from '#ui';
import { Layout, type PageFrame } from '#web';
import type { Offered } from '../definitions.ts';
import { RELATIONSHIPS } from '../queries/known-by.ts';
import { type Instrument, isAsked, itemsOf, optionsOf, textIn } from '../rules/index.ts';
import { asksOf } from './item-field.tsx';

type Props = {
  frame: PageFrame;
  offered: Offered;
  may: { run: boolean; answer: boolean; edit: boolean };
  settings: readonly { id: string; name: string }[];
};

/** One instrument: what it is for, whose it is, what it asks, and what can be done with it. */
export function InstrumentPage({ frame, offered: { instrument, origin }, may, settings }: Props) {
  const { say, lang } = frame;
  const title = textIn(instrument.title, lang);
  const asked = itemsOf(instrument).filter(isAsked);
  const canCampaign = may.run && instrument.answered_by.some((who) => who !== 'partner');
  return (
    <Layout frame={frame} title={title}>
      <BackLink href="/instruments">{say('instruments.back')}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body-l">{textIn(instrument.about, lang)}</p>
      <p className="govuk-body">
        {say('instruments.facts', {
          who: instrument.answered_by.map((who) => say(`instruments.respondents.${who}`)).join(', '),
          count: asked.length,
          version: instrument.version,
        })}{' '}
        {say(`instruments.anonymity.${instrument.anonymous}`)}
        {instrument.class === 'sensitive' && <> {say('instruments.for-fewer')}</>}
      </p>
      <p className="govuk-body">
        {origin === 'local'
          ? say('instruments.made-here')
          : say(`instruments.whose-long.${instrument.whose}`)}{' '}
        {instrument.source.link === undefined ? (
          instrument.source.title
        ) : (
          <a className="govuk-link" href={instrument.source.link} rel="noreferrer">
            {instrument.source.title}
          </a>
        )}
        {instrument.source.section === undefined ? '' : `, ${instrument.source.section}`}
        {instrument.source.year === undefined ? '' : ` (${instrument.source.year})`}.
      </p>
      <div className="govuk-button-group">
        {canCampaign && (
          <Button href={`/instruments/${instrument.name}/campaign`}>{say('campaigns.new')}</Button>
        )}
        <Button kind="secondary" href={`/instruments/${instrument.name}/paper`}>
          {say('instruments.paper')}
        </Button>
        {may.edit && (
          <Button kind="secondary" href={`/instruments/new?from=${instrument.name}`}>
            {say(origin === 'local' ? 'instruments.change' : 'instruments.copy')}
          </Button>
        )}
      </div>
      {may.answer && instrument.about_whom === 'setting' && instrument.answered_by.includes('staff') && (
        <section className="wm-section">
          <h2 className="govuk-heading-m">{say('instruments.begin-setting')}</h2>
          {settings.map(({ id, name }) => (
            <form key={id} method="post" action={`/instruments/${instrument.name}/begin`}>
              <input type="hidden" name="setting" value={id} />
              <Button kind="secondary" preventDoubleClick>
                {say('instruments.begin-at', { name })}
              </Button>
            </form>
          ))}
        </section>
      )}
      {instrument.name === RELATIONSHIPS && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href="/relationships">
            {say('known.title')}
          </a>
        </p>
      )}
      {may.answer && instrument.about_whom === 'person' && (
        <InsetText>{say('instruments.begin-person')}</InsetText>
      )}
      <h2 className="govuk-heading-m">{say('instruments.asks')}</h2>
      {instrument.pages.map((page) => (
        <Details key={page.code} summary={textIn(page.title, lang)}>
          <ol className="govuk-list govuk-list--number">
            {page.sections
              .flatMap(({ items }) => items)
              .map((item) => (
                <li key={item.code}>
                  {asksOf(item, { lang, respondent: instrument.answered_by[0] ?? 'staff', easy: false })}
                  <Choices instrument={instrument} item={item} lang={lang} />
                </li>
              ))}
          </ol>
        </Details>
      ))}
      {may.edit && (
        <form method="post" action={`/instruments/${instrument.name}/retire`} className="wm-section">
          <h2 className="govuk-heading-m">{say('instruments.retire')}</h2>
          <p className="govuk-body">{say('instruments.retire-about')}</p>
          <Button kind="warning" preventDoubleClick>
            {say('instruments.retire')}
          </Button>
        </form>
      )}
    </Layout>
  );
}

function Choices({
  instrument,
  item,
  lang,
}: {
  instrument: Instrument;
  item: Parameters<typeof optionsOf>[1];
  lang: string;
}) {
  const options = optionsOf(instrument, item);
  if (options.length === 0) return null;
  return (
    <span className="govuk-hint wm-hint-line">
      {options.map(({ text }) => textIn(text, lang)).join(' · ')}
    </span>
  );
}
