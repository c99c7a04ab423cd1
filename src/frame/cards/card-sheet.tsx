import { britishDate, type PlainDate } from '#dates';
import { CARD_PAGE, type PrintedCard, QrCode } from '#modules/identity';
import { BackLink, InsetText, PrintSheet, Table } from '#ui';
import { Layout, type PageFrame } from '#web';

/** A card that was just made: whose it is, and what is printed once. */
export type MadeCard = PrintedCard & { holder: string; where: string | undefined; isFamily: boolean };

type Props = {
  frame: PageFrame;
  made: readonly MadeCard[];
  back: { href: string; text: string };
  printed: { by: string; on: PlainDate };
  /** Where this Waymark is on the web. */
  origin: string;
};

/** Cards to cut out, and on a page of its own the secrets, for whoever hands them out. Shown once: nothing of it is kept. */
export function CardSheetPage({ frame, made, back, printed, origin }: Props) {
  const { say } = frame;
  const title = say('own.made', { count: made.length });
  const line = say('people.printed', { name: printed.by, date: britishDate(printed.on) });
  return (
    <Layout frame={frame} title={title}>
      <div className="wm-screen-only">
        <BackLink href={back.href}>{back.text}</BackLink>
        <h1 className="govuk-heading-l">{title}</h1>
        <InsetText>{say('own.once')}</InsetText>
      </div>
      <PrintSheet printed={line}>
        <ul className="wm-own-cards">
          {made.map((card) => (
            <Card key={card.words} frame={frame} card={card} origin={origin} />
          ))}
        </ul>
      </PrintSheet>
      <PrintSheet printed={line}>
        <h2 className="govuk-heading-m">{say('own.secrets')}</h2>
        <p className="govuk-body">{say('own.secrets-about')}</p>
        <Table
          caption={say('own.secrets')}
          captionClassName="govuk-visually-hidden"
          firstCellIsHeader
          head={[say('own.whose'), say('own.secret')]}
          rows={made.map(({ holder, secret, words }) => [
            holder,
            <span key={words} className="wm-secret">
              {secret}
            </span>,
          ])}
        />
      </PrintSheet>
    </Layout>
  );
}

function Card({ frame: { say }, card, origin }: { frame: PageFrame; card: MadeCard; origin: string }) {
  const address = `${origin}${CARD_PAGE}`;
  return (
    <li className="wm-own-card">
      <QrCode text={`${address}/${card.token}`} label={say('own.picture', { name: card.holder })} />
      <div className="wm-own-card__text">
        <p className="govuk-body govuk-!-font-weight-bold wm-own-card__name">{card.holder}</p>
        {card.where !== undefined && <p className="govuk-body-s wm-own-card__where">{card.where}</p>}
        <p className="govuk-body-s wm-own-card__how">{say('young.card.how', { address })}</p>
        <p className="govuk-body wm-own-card__words">{card.words}</p>
        <p className="govuk-body-s wm-own-card__how">
          {say(card.isFamily ? 'young.card.how-code' : 'young.card.how-secret')}
        </p>
      </div>
    </li>
  );
}
