import { staffRoles } from '#modules/access';
import { DateInput, Input, Radios } from '#ui';
import { capital, type FormState, type Say } from '#web';

/** Which role, at which setting, and why: asked when an account is opened and when it is given another role. */
export function RoleFields({
  say,
  form,
  settings,
}: {
  say: Say;
  form: FormState;
  settings: readonly string[];
}) {
  return (
    <>
      <Radios
        name="role"
        legend={say('accounts.role')}
        value={form.value('role')}
        errorMessage={form.problem('role')}
        items={staffRoles.map((role) => ({
          value: role,
          text: capital(say(`roles.names.${role}`)),
          hint: say(`accounts.may.${role}`),
        }))}
      />
      <Input
        name="setting"
        label={say('accounts.setting')}
        hint={say('accounts.setting-hint')}
        list="settings"
        autoComplete="off"
        spellCheck={false}
        value={form.value('setting')}
        errorMessage={form.problem('setting')}
      />
      <datalist id="settings">
        {settings.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {(['from', 'until'] as const).map((which) => (
        <DateInput
          key={which}
          id={which}
          namePrefix={which}
          legend={say(`accounts.role-${which}`)}
          hint={say(`accounts.role-${which}-hint`)}
          values={{
            day: form.value(`${which}-day`),
            month: form.value(`${which}-month`),
            year: form.value(`${which}-year`),
          }}
          errorMessage={form.problem(which)}
        />
      ))}
      <Input
        name="reason"
        label={say('accounts.reason')}
        hint={say('accounts.reason-hint')}
        value={form.value('reason')}
        errorMessage={form.problem('reason')}
      />
    </>
  );
}
