import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withActor } from '#db';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;
/** The referral that dev has begun about Amara, and the address of its document. */
let base: string;
let at: string;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});
beforeEach(async () => {
  const begun = await site.post('dev', `/people/${test.people.amara}/questions`, {
    begin: 'panel-referral staff',
  });
  base = String(begun.headers['location']).replace(/\/1$/, '');
  at = `${base}/files/document`;
});

const get = async (who: StaffKey, url: string) => {
  const { status, body, headers } = await site.get(who, url);
  return { status, headers, body, text: textOf(body) };
};
const send = async (name: string, content: string | Uint8Array, who: StaffKey = 'dev') => {
  const { status, body, headers } = await site.send(who, at, {}, { name, content });
  return { status, text: textOf(body), to: String(headers['location'] ?? '') };
};
const kept = () =>
  withActor(test.db, test.whole, async (tx) => {
    const { rows } = await sql<{ name: string; size: number }>`
      select name, length(content)::int as size from instruments.file
      where tenant_id = ${test.tenantId} and response_id = ${base.split('/').at(-1)}::uuid`.execute(tx);
    return rows;
  });

describe('a file that answers an item', () => {
  it('is added on a page of its own, named plainly, and read again by whoever reaches the young person', async () => {
    const last = await get('dev', `${base}/all`);
    expect(last.body).toContain(`href="${at}"`);
    const sent = await send('../My “letter”.exe', '%PDF-1.7 made up');
    expect(sent.to).toMatch(new RegExp(`^${base}/\\d+$`));
    expect(await kept()).toEqual([{ name: 'My letter.pdf', size: 16 }]);
    expect((await get('dev', sent.to)).text).toContain('There is a file: My letter.pdf');
    expect((await get('dev', base)).text).toContain('Open My letter.pdf');
    const opened = await get('dev', `${at}/open`);
    expect(opened.body).toBe('%PDF-1.7 made up');
    expect(opened.headers['content-type']).toBe('application/pdf');
    expect(opened.headers['content-disposition']).toMatch(/^attachment/);
    expect((await get('tomasz', `${at}/open`)).status).toBe(404);
    expect((await get('tomasz', at)).status).toBe(404);
    expect((await send('x.pdf', '%PDF-1.7', 'tomasz')).status).toBe(404);
  });

  it('is kept when the page is saved without it, replaced by another, and gone when it is taken away', async () => {
    const { to } = await send('one.pdf', '%PDF-1 one');
    await send('two.pdf', '%PDF-1 two!');
    const { body } = await get('dev', to);
    const revision = /name="revision" value="(\d+)"/.exec(body)?.[1] ?? '';
    await site.post('dev', to, { revision, a_hoped: 'A plan', go: 'keep' });
    expect(await kept()).toEqual([{ name: 'two.pdf', size: 11 }]);
    expect((await get('dev', to)).text).toContain('There is a file: two.pdf');
    await site.post('dev', `${at}/remove`, {});
    expect(await kept()).toEqual([]);
    expect((await get('dev', to)).text).not.toContain('There is a file');
  });

  it('is refused, with the remedy, when it is empty, too large by one byte, or of another kind', async () => {
    expect((await send('', '')).text).toContain('Choose a file that is not empty');
    expect((await send('page.pdf', '<html><script>')).text).toContain('Save it as one of these');
    const largest = Buffer.alloc(4096 * 1024, 0x20);
    largest.write('%PDF-1.7');
    expect((await send('large.pdf', Buffer.concat([largest, Buffer.from(' ')]))).text).toContain(
      'The file is larger than 4096 kB',
    );
    expect(await kept()).toEqual([]);
    expect((await send('fits.pdf', largest)).status).toBe(303);
  });

  it('is no way round what was sent: nothing is added or taken away any more', async () => {
    await send('one.pdf', '%PDF-1 one');
    await withActor(test.db, test.whole, (tx) =>
      sql`update instruments.response set ended_at = now(), outcome = 'answered'
        where tenant_id = ${test.tenantId} and id = ${base.split('/').at(-1)}::uuid`.execute(tx),
    );
    expect((await send('two.pdf', '%PDF-1 two!')).text).toContain('sent already');
    await site.post('dev', `${at}/remove`, {});
    expect(await kept()).toEqual([{ name: 'one.pdf', size: 10 }]);
  });

  it('is not asked of what is no file, and not there for an item that is none', async () => {
    expect((await get('dev', `${base}/files/hoped`)).status).toBe(404);
    expect((await get('dev', `${base}/files/nothing`)).status).toBe(404);
    expect((await get('dev', `${at}/open`)).status).toBe(404);
  });
});
