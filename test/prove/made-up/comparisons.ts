import type { MadeUpKind } from './kind.ts';

const areaOf = (person: number) => `E06${String(900_000 + person)}`;

/** Two figures of an area and year; a code stands where one is kept back. */
export const comparisonFiles: MadeUpKind = {
  kind: 'comparisons',
  mapping: {
    name: 'made-up-areas',
    text: `name: made-up-areas
version: 1
title: Made-up areas
about: Figures that mean nothing.
comparisons:
  period: { column: year }
  areas:
    column: level
    levels:
      Local authority: { level: council, code: code, name: name }
  marks: { c: suppressed }
  measures:
    neet: { column: neet }
    absence: { column: absence }
`,
  },
  header: 'year,level,code,name,neet,absence',
  row({ person, thing, value }) {
    return `${2020 + thing},Local authority,${areaOf(person)},Made-up Area ${person},${value / 4},${value % 3 ? value : 'c'}`;
  },
  refused: [
    '2020,Parish,E06000001,No Such Level,1,1',
    '2020,Local authority,E06000002,No Number,many,1',
    'last year,Local authority,E06000003,No Year,1,1',
  ],
  who: (person) => [areaOf(person)],
  told: `
    select f.area_code as who, f.measure || ' in ' || f.period || ' by ' || f.source as what, concat_ws('|', f.number, f.mark, f.area_name, f.level) as says
    from records.comparison f where f.tenant_id = $1`,
};
