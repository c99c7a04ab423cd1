/**
 * Special educational needs in the codes of the school census.
 *
 * Source: DfE, Common Basic Data Set: SEN provision, SEN type; DS (Down syndrome) is in its newest edition.
 */

export const provisions = ['N', 'K', 'E'] as const;
export type Provision = (typeof provisions)[number];

/** Codes of types of need; their words are in the library of messages. */
export const needTypes: ReadonlySet<string> = new Set(
  'SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD DS OTH NSA'.split(' '),
);

/** @example readProvision('k') // { value: 'K' } */
export function readProvision(found: string) {
  const code = provisions.find((each) => each === found.toUpperCase());
  if (code) return { value: code };
  const message = `“${found.slice(0, 60)}” is not a provision of today: write N (none), K (SEN support) or E (education, health and care plan).`;
  return { fault: { rule: 'code.unknown', message } };
}

/** @example readNeedType('Semh') // { value: 'SEMH' } */
export function readNeedType(found: string) {
  const code = found.toUpperCase();
  if (needTypes.has(code)) return { value: code };
  const message = `“${found.slice(0, 60)}” is not a type of need: write one of ${[...needTypes].join(', ')}, or leave it blank.`;
  return { fault: { rule: 'code.unknown', message } };
}
