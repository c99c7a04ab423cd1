import type { ReactNode } from 'react';

/** A thing of the kit in one of its states: what it is called in code, when it looks so, and the thing itself. */
export type Specimen = { name: string; states: readonly { when: string; shown: ReactNode }[] };

export function SpecimenList({ specimens }: { specimens: readonly Specimen[] }) {
  return specimens.map(({ name, states }) => (
    <section key={name} className="wm-specimen" aria-labelledby={`kit-${name}`}>
      <h3 className="govuk-heading-s wm-specimen__name" id={`kit-${name}`}>
        <code>{name}</code>
      </h3>
      {states.map(({ when, shown }) => (
        <div key={when} className="wm-specimen__state">
          <p className="govuk-body-s wm-specimen__when">{when}</p>
          <div className="wm-specimen__shown">{shown}</div>
        </div>
      ))}
    </section>
  ));
}
