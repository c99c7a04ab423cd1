import { britishMoment } from '#dates';
import type { CardOf } from '#modules/identity';
import { nameOnPage, type OwnAccount, type SeenPerson, Whom } from '#modules/people';
import { BackLink, Button, Input, InsetText, SummaryList } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, type Say } from '#web';

type Props = {
  frame: PageFrame;
  person: SeenPerson;
  accounts: readonly OwnAccount[];
  cards: ReadonlyMap<OwnAccount['accountId'], CardOf>;
  form: FormState;
  /** A secret that was just made, shown once. */
  told?: { secret: string; whose: OwnAccount } | undefined;
};

/** How a young person and their family sign in: cards, secrets, and whoever in the family may. */
export function OwnAccountsPage({ frame, person, accounts, cards, form, told }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('own.title-of', { name });
  const own = accounts.find(({ relation }) => relation === 'self');
  const family = accounts.filter(({ relation }) => relation === 'parent');
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={`/people/${person.personId}`}>{say('notes.back', { name })}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      {told && (
        <InsetText>
          <p className="govuk-body">
            {say(told.whose.relation === 'self' ? 'own.new-secret' : 'own.new-code', {
              name: told.whose.name ?? name,
              contact: told.whose.contact ?? '',
            })}
          </p>
          <p className="wm-secret">{told.secret}</p>
        </InsetText>
      )}
      <p className="govuk-body">{say('own.about')}</p>
      <section className="wm-section" aria-labelledby="own">
        <h2 className="govuk-heading-m" id="own">
          {name}
        </h2>
        {own ? (
          <Holder account={own} called={name} card={cards.get(own.accountId)} say={say} />
        ) : (
          <p className="govuk-body">{say('own.no-card')}</p>
        )}
        {!own && (
          <a className="govuk-link" href={`/people/cards?chosen=${person.personId}`}>
            {say('own.make-first')}
          </a>
        )}
      </section>
      <section className="wm-section" aria-labelledby="family">
        <h2 className="govuk-heading-m" id="family">
          {say('own.family')}
        </h2>
        <p className="govuk-body">{say('own.family-about')}</p>
        {family.map((account) => (
          <Holder
            key={account.accountId}
            account={account}
            called={account.name ?? ''}
            card={cards.get(account.accountId)}
            say={say}
          />
        ))}
        <form method="post" action={`/people/${person.personId}/own-accounts`}>
          <Input
            name="name"
            label={say('own.family-name')}
            value={form.value('name')}
            errorMessage={form.problem('name')}
            autoComplete="off"
          />
          <Input
            name="contact"
            label={say('own.family-contact')}
            hint={say('own.family-contact-hint')}
            value={form.value('contact')}
            errorMessage={form.problem('contact')}
            autoComplete="off"
          />
          <Button kind="secondary" preventDoubleClick>
            {say('own.family-add')}
          </Button>
        </form>
      </section>
    </Layout>
  );
}

function Holder({
  account,
  called,
  card,
  say,
}: {
  account: OwnAccount;
  called: string;
  card: CardOf | undefined;
  say: Say;
}) {
  const whose = <span className="govuk-visually-hidden"> {called}</span>;
  const { accountId, personId, relation, name, contact } = account;
  const isFamily = relation === 'parent';
  const state = card
    ? [
        say('own.card-since', { moment: britishMoment(card.madeAt) }),
        card.usedAt === null
          ? say('own.never-used')
          : say('own.used', { moment: britishMoment(card.usedAt) }),
        ...(card.isShut ? [say('own.shut')] : []),
      ].join('. ')
    : say('own.no-card');
  return (
    <>
      <SummaryList
        rows={[
          ...(isFamily
            ? [
                { key: say('own.family-name'), value: name ?? '' },
                { key: say('own.family-contact'), value: contact ?? '' },
              ]
            : []),
          { key: say('own.card'), value: `${state}.` },
        ]}
      />
      <form
        method="post"
        action={`/people/${personId}/own-accounts/${accountId}`}
        className="govuk-button-group"
      >
        {card && (
          <Button kind="secondary" name="do" value="secret" preventDoubleClick>
            {say(isFamily ? 'own.make-code' : 'own.make-secret')}
            {whose}
          </Button>
        )}
        <Button kind="secondary" name="do" value="card" preventDoubleClick>
          {say('own.make-new')}
          {whose}
        </Button>
        <Button kind="warning" name="do" value="end" preventDoubleClick>
          {say('own.end')}
          {whose}
        </Button>
      </form>
    </>
  );
}
