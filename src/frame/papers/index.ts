/** The papers that a controller owes, made from how the installation stands, with what only they can say marked. */
import type { Database } from '#db';
import type { Actor } from '#modules/access';
import type { Module } from '#web';
import { keptTables } from '../kept/kept-rows.ts';
import { accessibilityStatement } from './accessibility.ts';
import { algorithmRecord } from './algorithm-record.ts';
import { dpia } from './dpia.ts';
import { paperFacts } from './facts.ts';
import { gapsIn } from './markdown.ts';

export type Paper = { file: string; text: string; gaps: number };

/**
 * The papers as they would be written now.
 *
 * @example (await makePapers(db, actor, modules)).map(({ file, gaps }) => [file, gaps])
 */
export async function makePapers(db: Database, actor: Actor, modules: readonly Module[]): Promise<Paper[]> {
  const facts = await paperFacts(db, actor, keptTables(modules));
  const papers = {
    'data-protection-impact-assessment.md': dpia(facts),
    'algorithm-record.md': algorithmRecord(facts),
    'accessibility-statement.md': accessibilityStatement(facts),
  };
  return Object.entries(papers).map(([file, text]) => ({ file, text, gaps: gapsIn(text) }));
}
