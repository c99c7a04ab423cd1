import { Select } from '#ui';
import type { FormState, Say } from '#web';
import type { TenantName } from '../queries.ts';

/** Which organisation somebody signs in to, asked where there are several. */
export function OrganisationSelect({
  say,
  form,
  label,
  tenants,
}: {
  say: Say;
  form: FormState;
  label: string;
  tenants: readonly TenantName[];
}) {
  if (tenants.length < 2) return null;
  return (
    <Select
      name="tenantId"
      label={label}
      items={[
        { value: '', text: say('sign_in.choose') },
        ...tenants.map(({ id, name }) => ({ value: id, text: name })),
      ]}
      value={form.value('tenantId')}
      errorMessage={form.problem('tenantId')}
    />
  );
}
