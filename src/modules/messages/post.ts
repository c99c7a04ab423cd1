/** The mail server, as the operator named it. */
import { createTransport } from 'nodemailer';
import { Refused } from '#outcome';

/** What is put into the post: plain text, to one address. */
export type Letter = { id: string; to: string; subject: string; text: string };

export type Post = {
  /** Hands a letter to the mail server; throws with what it said when it does not take it. */
  send(letter: Letter): Promise<void>;
  close(): void;
};

/**
 * The post of an installation, or undefined where no mail server is named and nothing is sent.
 *
 * Refuses, by name, an address or a sender that is half said, so that it shows when the server starts and not when somebody should have been told.
 *
 * @example const post = postFrom({ WAYMARK_SMTP_URL: 'smtps://user:secret@mail.fernshire.example', WAYMARK_MAIL_FROM: 'waymark@fernshire.example' });
 */
export function postFrom(env: NodeJS.ProcessEnv): Post | undefined {
  const { WAYMARK_SMTP_URL: url, WAYMARK_MAIL_FROM: from, WAYMARK_ORIGIN: origin } = env;
  if (!url && !from) return undefined;
  if (!url || !from)
    throw new Refused(
      'WAYMARK_SMTP_URL and WAYMARK_MAIL_FROM go together: set both, or neither to send no e-mail.',
    );
  if (!/^smtps?:\/\/[^/]+/.test(url))
    throw new Refused('WAYMARK_SMTP_URL is an address such as smtps://user:secret@mail.school.example');
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(from))
    throw new Refused('WAYMARK_MAIL_FROM is one e-mail address, such as waymark@school.example');
  if (!origin)
    throw new Refused(
      'WAYMARK_ORIGIN is needed for e-mail: messages say where to sign in, such as https://waymark.school.example',
    );
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    // A password goes to nobody in the clear.
    requireTLS: /^smtp:\/\/[^/]*@/.test(url),
    // Nothing but the letter itself: no file and no address is read into it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.indexOf('@') + 1);
  return {
    async send({ id, to, subject, text }) {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        // Nobody answers it, and no machine should.
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}
