import { staffRoles } from '#modules/access';
import { Input, Radios, Select } from '#ui';
import { capital, DayBoxes, type FormState, type Say } from '#web';
import type { Places } from './read.ts';

/** Which role, at which setting, and why: asked when an account is opened and when it is given another role. */
export function RoleFields({
  say,
  form,
  places: { settings, clusters, organisations },
}: {
  say: Say;
  form: FormState;
  places: Places;
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
      {clusters.length > 0 && (
        <Select
          name="cluster"
          label={say('accounts.cluster')}
          hint={say('accounts.cluster-hint')}
          value={form.value('cluster')}
          errorMessage={form.problem('cluster')}
          items={[
            { value: '', text: say('accounts.cluster-none') },
            ...clusters.map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
      )}
      {organisations.length > 0 && (
        <Select
          name="organisation"
          label={say('accounts.organisation')}
          hint={say('accounts.organisation-hint')}
          value={form.value('organisation')}
          errorMessage={form.problem('organisation')}
          items={[
            { value: '', text: say('accounts.organisation-ours') },
            ...organisations.map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
      )}
      {(['from', 'until'] as const).map((which) => (
        <DayBoxes
          key={which}
          name={which}
          form={form}
          legend={say(`accounts.role-${which}`)}
          hint={say(`accounts.role-${which}-hint`)}
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
