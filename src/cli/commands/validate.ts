import { academicYearName } from '#dates';
import { withActor } from '#db';
import {
  type CountedResult,
  type Estimate,
  FEWEST_EVENTS,
  type KeptValidation,
  ruleSetInUse,
  ruleSetNamed,
  validateRules,
} from '#modules/risk';
import { type Call, type Command, Misused, needed, where } from '../command.ts';
import { actorFor } from '../organisation.ts';

/** `waymark validate`: does the risk review work? */
export const validateCommand: Command = {
  permission: 'rules.choose',
  usage:
    'validate --leavers YEAR [--rules NAME] [--places N] [--format text|json] [--data DIR] [--tenant NAME]',
  summary:
    'Sets what the rules would have said of those who left year 11 in YEAR against what became of them.',
  options: {
    ...where,
    leavers: { type: 'string' },
    rules: { type: 'string' },
    places: { type: 'string' },
    format: { type: 'string' },
  },
  handsOver: true,
  run: validateLeavers,
};

async function validateLeavers(call: Call): Promise<number> {
  const leaversYear = wholeNumber(needed(call, 'leavers'), '--leavers takes a year, such as 2024');
  const asked = call.option('places');
  const places = asked === undefined ? undefined : wholeNumber(asked, '--places takes a number, such as 200');
  const format = call.option('format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new Misused(`There is no format "${format}": text, json`);
  const actor = await actorFor(call);
  const db = await call.database();
  const name = call.option('rules');
  const result = await withActor(db, actor, async (tx) => {
    const inUse = name === undefined ? await ruleSetInUse(tx, actor.tenantId) : undefined;
    const ruleSet = inUse?.ruleSet ?? ruleSetNamed(name ?? 'five-domain');
    return validateRules(tx, actor, ruleSet, { leaversYear, places });
  });
  call.io.out(format === 'json' ? `${JSON.stringify(result)}\n` : inWords(result));
  return 0;
}

function wholeNumber(text: string, wanted: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Misused(wanted);
  return Number(text);
}

const NAMES: Readonly<Record<string, string>> = {
  rules: 'these rules',
  absence: 'absence only',
  indicators: 'published indicators, counted',
  roni: 'published indicators, weighted',
  school: 'school rate only',
};
const COUNTED = {
  left_out: 'Those not known left out',
  as_neet: 'Those not known counted as NEET',
  as_eet: 'Those not known counted as in education, employment or training',
} as const;

function inWords(result: KeptValidation): string {
  const { rules, version, leaversYear, leavers, notKnown, places, countings } = result;
  const lines = [
    `${rules} ${version}, leavers of year 11 in ${academicYearName(leaversYear)}: ${leavers}, of whom ${notKnown} are not known; ${places} places.`,
    '',
    ...countings.flatMap(countedInWords),
    ...calibrationInWords(result),
    ...earlinessInWords(result),
    ...groupsInWords(result),
  ];
  return `${lines.join('\n')}\n`;
}

function countedInWords({ counting, people, withOutcome, results }: CountedResult): string[] {
  const head = `${COUNTED[counting]}: ${withOutcome} of ${people} NEET.`;
  if (!results) return [head, `  Not enough data: at least ${FEWEST_EVENTS} are needed.`, ''];
  const rows = results.map(({ score, auc, atPlaces: { precision, recall, lift } }) =>
    [
      `  ${(NAMES[score] ?? score).padEnd(32)}`,
      `AUC ${auc ? interval(auc) : 'not known'}`,
      `found ${percent(precision)} right`,
      `${recall ? percent(recall) : 'none'} of all`,
      `lift ${lift === undefined ? 'not known' : lift.toFixed(1)}`,
    ].join('  '),
  );
  return [head, ...rows, ''];
}

function calibrationInWords({ calibration }: KeptValidation): string[] {
  if (!calibration) return [];
  const rows = calibration.map(({ from, to, people, share }) => {
    const points = from === to ? `${from}` : `${from} to ${to}`;
    return `  ${points.padEnd(8)} points: about ${Math.round(share.value * 100)} of 100 (${percent(share)}; ${people} people)`;
  });
  return ['Of 100 young people with these points, NEET:', ...rows, ''];
}

function earlinessInWords({ earliness }: KeptValidation): string[] {
  if (earliness.length === 0) return [];
  const rows = earliness.map(
    ({ reviewsBack, people }) => `  ${reviewsBack} terms before the last review: ${people}`,
  );
  return ['Of those found who became NEET, first found and found ever since:', ...rows, ''];
}

function groupsInWords({ groups }: KeptValidation): string[] {
  return Object.entries(groups).flatMap(([kind, rates]) => [
    `By ${kind.replaceAll('_', ' ')}:`,
    ...rates.map(({ group, people, found, foundInVain, missed, ratio }) =>
      [
        `  ${group.padEnd(10)} ${String(people).padStart(6)}`,
        `found ${found ? percent(found) : 'too few'}`,
        `in vain ${foundInVain ? percent(foundInVain) : 'too few'}`,
        `missed ${missed ? percent(missed) : 'too few'}`,
        `against the others ${ratio ? interval(ratio) : 'too few'}`,
      ].join('  '),
    ),
    '',
  ]);
}

function percent({ value, low, high }: Estimate): string {
  return `${Math.round(value * 100)} % (${Math.round(low * 100)} to ${Math.round(high * 100)})`;
}

function interval({ value, low, high }: Estimate): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}
