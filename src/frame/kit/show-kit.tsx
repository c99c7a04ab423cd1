import { chartAsked, type Drawn, drawForPage } from '#charts';
import { type Ask, Layout, type PageFrame, page, type Reply } from '#web';
import { chartsIn, kitCharts } from './charts.tsx';
import { content } from './content.tsx';
import { fields } from './fields.tsx';
import { patterns } from './patterns.tsx';
import { picturesIn } from './pictures.tsx';
import { SpecimenList } from './specimen.tsx';

/** As in `src/assets/_palette.scss`. */
const COLOURS = ['ink', 'ink-soft', 'paper', 'sand', 'line', 'pine', 'leaf', 'brick', 'link'] as const;
const SIZES = ['xl', 'l', 'm', 's'] as const;

/** `GET /library/kit`: everything that pages are made of, in its states, drawn by the code that draws the pages. */
export async function showKit(ask: Ask): Promise<Reply> {
  const file = await chartAsked(ask, kitCharts);
  if (file) return file;
  const drawn: Drawn[] = [];
  for (const chart of kitCharts) drawn.push(await drawForPage(chart, ask.say));
  return page(<KitPage frame={ask.frame} drawn={drawn} />);
}

function KitPage({ frame, drawn }: { frame: PageFrame; drawn: readonly Drawn[] }) {
  const { say } = frame;
  const title = say('kit.title');
  const parts = [
    { id: 'fields', specimens: fields },
    { id: 'content', specimens: content },
    { id: 'patterns', specimens: patterns },
    { id: 'pictures', specimens: picturesIn(say) },
    { id: 'charts', specimens: chartsIn(drawn, say) },
  ];
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('kit.about')}</p>
      <nav className="wm-contents" aria-label={title}>
        <ul className="govuk-list wm-contents__list">
          {['basics', ...parts.map(({ id }) => id)].map((id) => (
            <li key={id}>
              <a className="govuk-link govuk-link--no-visited-state" href={`#${id}`}>
                {say(`kit.${id}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <section id="basics" className="wm-section" aria-labelledby="basics-title">
        <h2 className="govuk-heading-m" id="basics-title">
          {say('kit.basics')}
        </h2>
        <ul className="govuk-list wm-swatches">
          {COLOURS.map((colour) => (
            <li key={colour} className="wm-swatch">
              <span className={`wm-swatch__colour wm-swatch__colour--${colour}`} />
              <code>{colour}</code>
            </li>
          ))}
        </ul>
        {SIZES.map((size) => (
          <p key={size} className={`govuk-heading-${size}`}>
            {say('kit.sample')}
          </p>
        ))}
        <p className="govuk-body">{say('layout.footer.purpose')}</p>
        <p className="govuk-body-s">{say('layout.footer.people')}</p>
      </section>
      {parts.map(({ id, specimens }) => (
        <section key={id} id={id} className="wm-section" aria-labelledby={`${id}-title`}>
          <h2 className="govuk-heading-m" id={`${id}-title`}>
            {say(`kit.${id}`)}
          </h2>
          <SpecimenList specimens={specimens} />
        </section>
      ))}
    </Layout>
  );
}
