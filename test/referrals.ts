/** A referral to a panel, as an adult writes and sends it: for tests of pages. */
import type { StaffKey } from './cast.ts';
import type { Visited } from './visitors.ts';

/**
 * Writes and sends the form about one young person.
 *
 * @param path of their page
 * @param file that goes with it
 * @returns the id of what was sent
 * @example const form = await writeReferral(site, 'dev', `/people/${amara}`, 'Nobody has seen her since May');
 */
export async function writeReferral(
  site: Visited,
  who: StaffKey,
  path: string,
  situation: string,
  file?: { name: string; content: string },
): Promise<string> {
  const begun = await site.post(who, `${path}/questions`, { begin: 'panel-referral staff' });
  const base = String(begun.headers['location']).replace(/\/1$/, '');
  const pages: Record<string, string>[] = [
    { a_reasons: 'not_attending', a_situation: situation, a_tried: 'Three letters' },
    { a_child: 'I want to talk to somebody', a_parent: 'We are waiting since May' },
    { a_basis: 'consent', a_basis_note: 'Both agreed in person' },
    { a_hoped: 'A date', a_signed: 'Dev Chaudhuri' },
  ];
  for (const [at, page] of pages.entries()) {
    const { body } = await site.get(who, `${base}/${at + 1}`);
    const revision = /name="revision" value="(\d+)"/.exec(body)?.[1] ?? '0';
    await site.post(who, `${base}/${at + 1}`, { revision, ...page, go: 'next' });
  }
  if (file) await site.send(who, `${base}/files/document`, {}, file);
  const { status } = await site.post(who, `${base}/check`, {});
  if (status !== 303) throw new Error(`the referral was answered ${status}`);
  return String(base.split('/').at(-1));
}
