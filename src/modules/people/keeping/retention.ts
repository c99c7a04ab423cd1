import { fileURLToPath } from 'node:url';
import { type LibraryFault, orThrow, readDefinition } from '#files';
import { type ExpiringRule, type RetentionRule, retentionSchema } from '../rules/retention.ts';

const SHIPPED = fileURLToPath(new URL('../../../../library', import.meta.url));

const read = (library: string) =>
  readDefinition(library, 'retention.yaml', retentionSchema, ({ rules }) =>
    rules.flatMap(({ id }, at) =>
      rules.findIndex((other) => other.id === id) < at
        ? [{ path: ['rules', at, 'id'], reason: 'another rule has this id' }]
        : [],
    ),
  );

/**
 * The rules of `library/retention.yaml`, checked.
 *
 * @throws Error naming file, line and reason of each fault
 */
export function retentionRules(library = SHIPPED): readonly RetentionRule[] {
  return orThrow(read(library)).rules;
}

/** What goes by itself, and after how many days, from the same file. */
export function expiringRules(library = SHIPPED): readonly ExpiringRule[] {
  return orThrow(read(library)).expiring;
}

/** What is wrong with `retention.yaml` of a library: none when it can be used. */
export function retentionFaults(library = SHIPPED): LibraryFault[] {
  const found = read(library);
  return 'faults' in found ? found.faults : [];
}
