/** A telephone with a page of a questionnaire before it: it sends what its page's script would send. */
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Door } from './council.ts';

/** The proxy of the school: its connections are kept, and everybody behind it has one address. */
const agent = new Agent({ keepAlive: true });
const HEADERS = {
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/x-www-form-urlencoded',
  'x-forwarded-for': '198.51.100.7',
};
/** Milliseconds after which what was not kept is sent again. The page waits four seconds. */
const AGAIN = 1_000;

export type Answered = { status: number; body: string; location: string; cookie: string };
type Sent = { body?: string; cookie?: string; isCut?: boolean };

/** @param isCut the line is lost as soon as the request is on its way: it may have come through or not, and nobody hears */
export function send(
  port: number,
  method: 'GET' | 'POST',
  path: string,
  { body = '', cookie = '', isCut = false }: Sent = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(method === 'POST' && { ...HEADERS, 'content-length': Buffer.byteLength(body) }),
      ...(cookie && { cookie }),
    };
    const asked = request({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(parts).toString(),
          location: answer.headers.location ?? '',
          cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
        }),
      );
    });
    asked.on('error', reject);
    if (isCut) asked.on('finish', () => setTimeout(() => asked.destroy(new Error('The line is lost')), 1));
    asked.end(body);
  });
}

export type Item = { page: number; code: string; answers: readonly string[] };

export class Phone {
  readonly door: Door;
  readonly #port: number;
  readonly #items: readonly Item[];
  #base = '';
  #cookie = '';
  #given = 0;
  #page = 0;
  /** The page as its script sends it: with all that was answered on it. */
  #form = '';
  #onPage: [item: string, said: string][] = [];
  #revision = 0;
  /** What the server said it has, by item. */
  readonly acknowledged = new Map<string, string>();

  constructor(port: number, door: Door, items: readonly Item[]) {
    this.#port = port;
    this.door = door;
    this.#items = items;
  }

  /** Answers that are still to be given. */
  get left(): number {
    return this.#items.length - this.#given;
  }

  /** Begins by the link, or signs in with the card. */
  async enter(): Promise<void> {
    if ('token' in this.door) {
      this.#base = `/q/${this.door.token}`;
      expectMoved(await send(this.#port, 'POST', this.#base));
      return;
    }
    const body = new URLSearchParams(this.door.card).toString();
    const { cookie } = expectMoved(await send(this.#port, 'POST', '/card', { body }));
    this.#cookie = cookie;
  }

  /** Whoever is signed in begins; by a link it is begun. */
  async begin(): Promise<void> {
    if ('token' in this.door) return;
    const { personId, invitationId } = this.door;
    const path = `/mine/${personId}/asked/${invitationId}`;
    const { location } = expectMoved(await send(this.#port, 'POST', path, { cookie: this.#cookie }));
    this.#base = location.replace(/\/1$/, '');
  }

  /** Gives the next answer. */
  async answerNext(): Promise<void> {
    this.#say();
    await this.#keep(false);
  }

  /** As `answerNext`, on a line that may be lost: sent again until it is acknowledged. Answers how often it was sent. */
  async answerWhateverHappens(isCut: () => boolean): Promise<number> {
    this.#say();
    for (let times = 1; ; times += 1) {
      const isKept = await this.#keep(isCut()).then(
        () => true,
        (fault: unknown) => {
          if (fault instanceof Answer) throw fault;
          return false;
        },
      );
      if (isKept) return times;
      await pause(AGAIN);
    }
  }

  #say(): void {
    const item = this.#items[this.#given];
    if (!item) throw new Error('Everything is answered');
    if (item.page !== this.#page) {
      this.#page = item.page;
      this.#form = '';
      this.#onPage = [];
    }
    const said =
      item.answers[(this.#given + this.door.invitationId.charCodeAt(35)) % item.answers.length] ?? '';
    this.#given += 1;
    this.#form += `a_${item.code}=${said}&`;
    this.#onPage.push([item.code, said]);
  }

  async #keep(isCut: boolean): Promise<void> {
    const { status, body } = await send(this.#port, 'POST', `${this.#base}/${this.#page}`, {
      body: `${this.#form}revision=${this.#revision}&go=keep`,
      cookie: this.#cookie,
      isCut,
    });
    if (status !== 200) throw new Answer(`An answer was answered ${status}`);
    const { revision, conflicts, problems } = JSON.parse(body) as Record<string, unknown>;
    if (!isNone(conflicts) || !isNone(problems)) throw new Answer(`An answer was not kept: ${body}`);
    this.#revision = Number(revision);
    for (const [code, said] of this.#onPage) this.acknowledged.set(code, said);
  }
}

/** The server answered, and not what it should have. */
class Answer extends Error {}

function expectMoved(answer: Answered): Answered {
  if (answer.status !== 303) throw new Answer(`Coming in was answered ${answer.status}`);
  return answer;
}

function isNone(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}
