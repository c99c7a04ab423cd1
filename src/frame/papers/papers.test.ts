import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withActor } from '#db';
import { commandActor } from '#modules/access';
import { requireSecondStep } from '#modules/identity';
import { retentionRules } from '#modules/people';
import { refreshProfiles, ruleSetNamed } from '#modules/risk';
import { type TestDatabase, testDatabase } from '#test/database';
import { wordsFor } from '#web';
import { modules } from '../../app.ts';
import { keptTables } from '../kept/kept-rows.ts';
import { makePapers, type Paper } from './index.ts';
import { table } from './markdown.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase({ cast: true });
  const actor = commandActor(test.tenantId, 'test', test.today);
  await withActor(test.db, actor, (tx) => refreshProfiles(tx, actor, test.today));
});
afterAll(() => test.close());

const made = async (): Promise<Record<string, Paper>> => {
  const actor = commandActor(test.tenantId, 'test', test.today);
  const papers = await makePapers(test.db, actor, modules);
  return Object.fromEntries(papers.map((paper) => [paper.file, paper]));
};

describe('the papers of an organisation', () => {
  it('name every sort of record, every role that somebody holds, every rule of retention and every source', async () => {
    const { text = '' } = (await made())['data-protection-impact-assessment.md'] ?? {};
    const say = wordsFor('en');
    for (const { label, dataClass } of keptTables(modules))
      if (label !== null) expect(text).toContain(`| ${say(label)} | ${say(`kept.classes.${dataClass}`)} |`);
    for (const role of ['administrator', 'tutor', 'analyst'])
      expect(text).toContain(`| ${say(`roles.names.${role}`)} |`);
    for (const row of ['| tutor | 1 | no |', '| SENCO | 1 | yes |', '| analyst | 1 | no |'])
      expect(text).toContain(row);
    expect(text).toContain('| Fernshire Community Health | Health | Sharing agreement of the hot clinic');
    for (const { title, source } of retentionRules())
      expect(text).toContain(`| ${title} | ${source.trim()} |`);
    expect(text).toContain('school-mis: registers');
    expect(text).not.toMatch(/undefined|\[object|NaN/);
  });

  it('say so when a second step is not required, and when it is', async () => {
    const risk = async () => (await made())['data-protection-impact-assessment.md']?.text ?? '';
    expect(await risk()).toContain('**It is not required here**');
    await withActor(test.db, test.whole, (tx) =>
      requireSecondStep(tx, { tenantId: test.tenantId, accountId: null }, true),
    );
    expect(await risk()).toContain('A second step is wanted of everybody');
  });

  it('name every indicator of the rules in use with its points and its source', async () => {
    const { text = '' } = (await made())['algorithm-record.md'] ?? {};
    const { indicators } = ruleSetNamed('five-domain');
    expect(indicators.length).toBeGreaterThan(8);
    for (const { name, source } of indicators) {
      expect(text).toContain(`| ${name} |`);
      expect(text).toContain(source.title);
    }
    expect(text).toContain('at least 3: 2; at least 2: 1');
    expect(text).toContain('Nobody has signed these rules off.');
    expect(text).not.toMatch(/undefined|\[object|NaN/);
  });

  it('mark what only the controller can say, and count it', async () => {
    const papers = Object.values(await made());
    expect(papers).toHaveLength(3);
    for (const { text, gaps } of papers) {
      expect(gaps).toBeGreaterThan(3);
      expect(text.match(/\*\*To fill in:\*\* \S/g)).toHaveLength(gaps);
    }
  });

  it('keep a table a table whatever stands in it', () => {
    expect(table(['a', 'b'], [['x|y', 'two\nlines']])).toBe(
      '| a | b |\n| --- | --- |\n| x\\|y | two lines |',
    );
  });
});
