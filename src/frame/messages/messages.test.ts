import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '#dates';
import { newId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { closeAccount, newPassword, replacePassword } from '#modules/identity';
import { type Post, postFrom, takeMessages } from '#modules/messages';
import { nameAdult } from '#modules/people';
import { type TestDatabase, testDatabase } from '#test/database';
import { dayBoxes, textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';
import { modules } from '../../app.ts';
import { tellOnce } from './tend-messages.ts';

const origin = 'https://waymark.fernshire.example';

let test: TestDatabase;
let site: Visited;
let server: SMTPServer;
let post: Post;
/** What came in, and to whom. */
let letters: { to: string; text: string }[] = [];
/** What the mail server answers instead of taking a letter. */
let refuses: string | undefined;

/** A mail server in this process that takes whatever comes. */
async function mailServer(): Promise<{ smtp: SMTPServer; url: string }> {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      let text = '';
      stream.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      stream.on('end', () => {
        if (refuses !== undefined) return done(new Error(refuses));
        // Long lines are broken for the way.
        const whole = text.replaceAll('=\r\n', '');
        letters.push(...session.envelope.rcptTo.map(({ address }) => ({ to: address, text: whole })));
        done();
      });
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  return { smtp, url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}` };
}

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
  const { smtp, url } = await mailServer();
  server = smtp;
  const from = 'waymark@fernshire.example';
  const made = postFrom({ WAYMARK_SMTP_URL: url, WAYMARK_MAIL_FROM: from, WAYMARK_ORIGIN: origin });
  if (!made) throw new Error('There is no post');
  post = made;
});
afterAll(async () => {
  post.close();
  await new Promise<void>((closed) => server.close(closed));
  await site.app.close();
  await test.close();
});
beforeEach(async () => {
  refuses = undefined;
  await tell();
  letters = [];
});

const tell = ({ by = post, madeUp = false }: { by?: Post | 'nobody'; madeUp?: boolean } = {}) =>
  tellOnce(test.db, { modules, post: by === 'nobody' ? undefined : by, origin }, test.today, [
    { id: test.tenantId, madeUp },
  ]);
const toWhom = () => letters.map(({ to }) => to.replace('@fernshire.example', '')).sort();
const within = <T>(act: Parameters<typeof withActor<T>>[2]) => withActor(test.db, test.whole, act);
/** As if the time until the next try had passed. */
const later = () =>
  within((tx) =>
    sql`update messages.message set next_try_at = now() where tenant_id = ${test.tenantId}`.execute(tx),
  );
const operator = () => commandActor(test.tenantId, 'jo', test.today);
const outbox = async () => textOf((await site.get('priya', '/messages')).body);

async function lookInAnEmergency(): Promise<void> {
  const { rows } = await within((tx) =>
    sql<{ upn: string }>`select upn from people.person
      where tenant_id = ${test.tenantId} and id = ${test.people.amara}`.execute(tx),
  );
  const reason = 'Found alone at the station late at night, says nothing but a name';
  expect((await site.post('tomasz', '/break-glass', { reason, upn: rows[0]?.upn ?? '' })).status).toBe(303);
}

describe('a look in an emergency', () => {
  it('is told at once to whoever oversees looks there, once, and says nothing of the young person', async () => {
    await lookInAnEmergency();
    await tell();
    expect(toWhom()).toEqual(['ruth']);
    const [letter] = letters;
    expect(letter?.text).toContain('Subject: Somebody looked in an emergency');
    expect(letter?.text).toContain(`${origin}/break-glass/reviews`);
    expect(letter?.text).toContain('Auto-Submitted: auto-generated');
    expect(letter?.text).not.toMatch(/Amara|Okonkwo|Tomasz|station|html/i);
    await tell();
    expect(letters).toHaveLength(1);
    const text = await outbox();
    expect(text).toContain('Somebody looked in an emergency Ruth Abara');
    expect(text).toMatch(/Sent, \d/);
    expect(text).not.toMatch(/Amara|Okonkwo/);
  });

  it('is kept as sent, in the record of the act', async () => {
    await lookInAnEmergency();
    await tell();
    const { rows } = await within((tx) =>
      sql<{ why: string; person_id: string | null }>`select why, person_id from audit.entry
        where tenant_id = ${test.tenantId} and act = 'message.sent' order by id desc limit 1`.execute(tx),
    );
    expect(rows).toEqual([{ why: 'glass-broken', person_id: null }]);
  });
});

describe('a mail server', () => {
  it('that takes nothing is asked again later, and what it said is in the outbox', async () => {
    await lookInAnEmergency();
    refuses = 'mailbox of ruth@fernshire.example is full';
    expect(await tell()).toBe(0);
    expect(await tell(), 'not before it is due').toBe(0);
    const text = await outbox();
    expect(text).toMatch(/Tried once, and again soon\. .*mailbox of … is full/);
    refuses = undefined;
    await later();
    expect(await tell()).toBe(1);
    expect(toWhom()).toEqual(['ruth']);
  });

  it('is asked eleven times, and then the message is given up', async () => {
    await lookInAnEmergency();
    refuses = 'no';
    for (let time = 0; time < 12; time += 1) {
      await tell();
      await later();
    }
    refuses = undefined;
    expect(await tell()).toBe(0);
    expect(await outbox()).toContain('Not sent.');
  });

  it('gets it again under the same id from a server that was killed before it could keep that it was sent', async () => {
    await lookInAnEmergency();
    await tell({ by: 'nobody' });
    const taken = await within((tx) => takeMessages(tx, test.tenantId));
    expect(taken.map(({ kind }) => kind)).toEqual(['glass-broken']);
    expect(await tell(), 'it is under way').toBe(0);
    await later();
    await tell();
    expect(letters[0]?.text).toContain(`Message-ID: <${taken[0]?.id}@fernshire.example>`);
  });

  it('is left alone by an installation that names none, and by whoever is made up', async () => {
    await lookInAnEmergency();
    expect(await tell({ by: 'nobody' })).toBe(0);
    expect(await outbox()).toContain('nothing is sent');
    expect(await outbox()).toContain('Waiting to be sent');
    expect(await tell({ madeUp: true })).toBe(0);
    expect(letters).toEqual([]);
  });

  it.each([
    [{ WAYMARK_SMTP_URL: 'smtp://a' }, 'go together'],
    [{ WAYMARK_MAIL_FROM: 'a@b.example' }, 'go together'],
    [{ WAYMARK_SMTP_URL: 'mail.example', WAYMARK_MAIL_FROM: 'a@b.example' }, 'smtps://'],
    [
      { WAYMARK_SMTP_URL: 'smtp://a', WAYMARK_MAIL_FROM: 'A <a@b.example>\r\nBcc: x@y.example' },
      'one e-mail address',
    ],
    [{ WAYMARK_SMTP_URL: 'smtp://a', WAYMARK_MAIL_FROM: 'a@b.example' }, 'WAYMARK_ORIGIN'],
  ])('that is half said is refused when the server starts: %o', (env, why) => {
    expect(() => postFrom(env)).toThrow(why);
  });

  it('that is not said is none', () => {
    expect(postFrom({})).toBeUndefined();
  });
});

describe('what is done to an account', () => {
  it('is told to whoever it is, by whoever it was done; a closed account is told nothing', async () => {
    const password = await newPassword('made-up-words-for-today-91', 'x@y.example');
    await within((tx) => replacePassword(tx, operator(), test.accounts.marcus, password));
    await tell();
    expect(toWhom()).toEqual(['marcus']);
    expect(letters[0]?.text).toContain('Subject: Your password was replaced');
    expect(letters[0]?.text).not.toContain('made-up-words');
    await within(async (tx) => {
      await replacePassword(tx, operator(), test.accounts.hannah, password);
      await closeAccount(tx, operator(), test.accounts.hannah);
    });
    letters = [];
    await tell();
    expect(letters).toEqual([]);
    expect(await outbox()).toContain('Not sent. no address');
  });
});

describe('a questionnaire', () => {
  it('in which a young person asks for an adult calls those who answer such calls there', async () => {
    const begun = await site.post('dev', `/people/${test.people.ollie}/questions`, {
      begin: 'pathway-to-change young_person',
    });
    const base = String(begun.headers['location']).replace(/\/1$/, '');
    await site.post('dev', `${base}/1`, {
      revision: '0',
      a_best_fit: 'wellbeing',
      a_both_first: 'yes',
      go: 'stop',
    });
    await tell();
    // Those at Fernlow whose roles answer calls; not the participation lead of the whole council.
    expect(toWhom()).toEqual(['dev', 'eilidh', 'marcus', 'ruth', 'sunita']);
    expect(letters[0]?.text).toContain(`${origin}/calls`);
    for (const { text } of letters) expect(text).not.toMatch(/Ollie|Pemberton|wellbeing/);
    letters = [];
    await tell();
    expect(letters).toEqual([]);
  });

  it('that closes within a week reminds whoever asks, once', async () => {
    const askUntil = (days: number) =>
      site.post('dev', '/instruments/pathway-to-change/campaign', {
        title: `My pathway, for ${days} days`,
        setting: test.settings.fernlow,
        year: '',
        respondent: 'young_person',
        ...dayBoxes('opens', test.today),
        ...dayBoxes('closes', addDays(test.today, days)),
      });
    await askUntil(8);
    await tell();
    expect(letters).toEqual([]);
    await askUntil(7);
    await tell();
    await tell();
    expect(toWhom()).toEqual(['dev']);
    expect(letters[0]?.text).toContain('Subject: A questionnaire closes soon');
  });
});

describe('what takes a second adult', () => {
  const downloads = async (state: 'waiting' | 'approved') =>
    within((tx) =>
      sql`insert into people.download_request (tenant_id, id, account_id, author, list, number, reason, approved, decided_by, decider, decided_at)
        select ${test.tenantId}, ${newId()}, ${test.accounts.alison}, 'Alison', '?', 400, 'a test', ${state === 'approved' || null},
          ${state === 'approved' ? test.accounts.gwen : null}, ${state === 'approved' ? 'Gwen' : null},
          case when ${state === 'approved'} then now() end`.execute(tx),
    );

  it('is told to those who decide for everybody, but not to whoever asked', async () => {
    await downloads('waiting');
    await tell();
    await tell();
    expect(toWhom()).toEqual(['gwen']);
    expect(letters[0]?.text).toContain('Subject: Somebody asks for a file of many');
  });

  it('is told to whoever asked when it is decided', async () => {
    await downloads('approved');
    await tell();
    expect(toWhom()).toEqual(['alison']);
  });

  it('is also an erasure that somebody asked for, and not one that a rule proposes', async () => {
    const erasure = (person: 'ollie' | 'rosie', rule: string | null) =>
      within((tx) =>
        sql`insert into people.erasure (tenant_id, id, person_id, rule, reason, account_id, by)
          values (${test.tenantId}, ${newId()}, ${test.people[person]}, ${rule}, 'a test', ${test.accounts.gwen}, 'Gwen')`.execute(
          tx,
        ),
      );
    await erasure('ollie', 'left-school');
    await tell();
    expect(letters).toEqual([]);
    await erasure('rosie', null);
    await tell();
    expect(toWhom()).toEqual(['alison']);
    expect(letters[0]?.text).not.toMatch(/Rosie|a test/);
  });
});

describe('an adult who is named', () => {
  it('is told once of all who were named together, and not to whom', async () => {
    const naming = {
      id: newId(),
      accountId: test.accounts.joe,
      relation: 'coach',
      reason: 'a test',
      endsOn: null,
    } as const;
    const personIds = [test.people.ollie, test.people.siobhan];
    await within((tx) => nameAdult(tx, operator(), { ...naming, personIds }));
    await tell();
    await tell();
    expect(toWhom()).toEqual(['joe']);
    expect(letters[0]?.text).not.toMatch(/Ollie|Siobh/);
  });
});

describe('the outbox', () => {
  it('is for those who manage accounts', async () => {
    for (const who of ['dev', 'joe', 'alison'] as const)
      expect((await site.get(who, '/messages')).status, who).toBe(404);
  });
});
