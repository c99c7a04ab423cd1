import { Button, Input, InsetText } from '#ui';
import { FormPage, type FormState, type PageFrame } from '#web';
import { OrganisationSelect } from '../pages/organisation-select.tsx';
import type { TenantName } from '../queries.ts';
import { CARD_PAGE } from '../rules.ts';

type Props = {
  frame: PageFrame;
  form: FormState;
  tenants: readonly TenantName[];
  /** From the picture on the card; without it the words are asked for. */
  token: string | undefined;
};

/** The way in with a card: the words that stand on it, unless a camera has read it, and the secret. */
export function CardPage({ frame, form, tenants, token }: Props) {
  const { say } = frame;
  const title = say('young.card.title');
  return (
    <FormPage frame={frame} form={form} title={title}>
      {token !== undefined && <InsetText>{say('young.card.read')}</InsetText>}
      <form method="post" action={CARD_PAGE} noValidate>
        {token === undefined ? (
          <Words frame={frame} form={form} tenants={tenants} />
        ) : (
          <Token value={token} />
        )}
        <Input
          name="secret"
          label={say('young.card.secret')}
          hint={say('young.card.secret-hint')}
          className="govuk-input--width-10"
          inputMode="numeric"
          autoComplete="one-time-code"
          errorMessage={form.problem('secret')}
        />
        <Button preventDoubleClick>{say('young.card.button')}</Button>
      </form>
      <p className="govuk-body">{say('young.card.help')}</p>
    </FormPage>
  );
}

function Token({ value }: { value: string }) {
  return <input type="hidden" name="token" value={value} />;
}

function Words({ frame: { say }, form, tenants }: Pick<Props, 'frame' | 'form' | 'tenants'>) {
  return (
    <>
      <OrganisationSelect say={say} form={form} label={say('young.card.where')} tenants={tenants} />
      <Input
        name="words"
        label={say('young.card.words')}
        hint={say('young.card.words-hint')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={form.value('words')}
        errorMessage={form.problem('words')}
      />
    </>
  );
}
