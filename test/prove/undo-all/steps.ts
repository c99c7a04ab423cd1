/** Sequences of imports and undoings, as fast-check makes them and makes them smaller. */
import fc from 'fast-check';
import { type MadeUpKind, madeUpKinds, type Said, upnOf } from '../made-up/index.ts';

export type Import = {
  do: 'import';
  kind: MadeUpKind;
  source: (typeof SOURCES)[number];
  said: readonly Said[];
};
/** Takes back one of the imports before it; which one is counted from the first. */
export type Undo = { do: 'undo'; which: number };
export type Step = Import | Undo;

export const SOURCES = ['made-up-mis', 'made-up-admissions'] as const;

const PEOPLE = 4;
const saidOf = (things: number) =>
  fc.record({
    person: fc.nat({ max: PEOPLE - 1 }),
    thing: fc.nat({ max: things - 1 }),
    value: fc.nat({ max: 3 }),
  });

/** Facts about people and where they are, twice as often as any other kind, because the others rest on them. */
function importOf(kind: MadeUpKind): fc.Arbitrary<Import> {
  const said = kind.onceEach
    ? fc.uniqueArray(saidOf(2), { minLength: 1, maxLength: PEOPLE, selector: ({ person }) => person })
    : fc.uniqueArray(saidOf(3), {
        minLength: 1,
        maxLength: 6,
        selector: ({ person, thing }) => `${person} ${thing}`,
      });
  return fc.record({
    do: fc.constant('import' as const),
    kind: fc.constant(kind),
    source: fc.constantFrom(...SOURCES, SOURCES[0]),
    said: kind.onceEach ? said.map(inOnePlace) : said,
  });
}

/**
 * Somebody without a UPN is somebody else at another setting, and the same key for both is refused as ambiguous from then
 * on: a refusal is no fact that could be compared.
 */
function inOnePlace(said: Said[]): Said[] {
  return said.map((each) => (upnOf(each.person) === '' ? { ...each, thing: 0 } : each));
}

const imports = fc.oneof(
  ...madeUpKinds.map((kind) => ({ arbitrary: importOf(kind), weight: kind.kind === 'people' ? 3 : 1 })),
);
const undo: fc.Arbitrary<Undo> = fc.record({ do: fc.constant('undo' as const), which: fc.nat({ max: 9 }) });

/** A few imports first: nothing can be taken back of nothing. */
export const sequences: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.array(imports, { minLength: 2, maxLength: 5 }),
    fc.array(fc.oneof({ arbitrary: imports, weight: 1 }, { arbitrary: undo, weight: 2 }), {
      minLength: 1,
      maxLength: 7,
    }),
  )
  .map(([first, then]) => [...first, ...then]);

/** For a report: what it takes to see it again. */
export function stepInWords(step: Step): string {
  if (step.do === 'undo') return `undo import ${step.which}`;
  const said = step.said.map(({ person, thing, value }) => `${person}.${thing}=${value}`);
  return `import ${step.kind.kind} from ${step.source}: ${said.join(' ')}`;
}
