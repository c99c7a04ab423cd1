import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { ReactElement } from 'react';
import { ErrorPage } from './error-page.tsx';
import { FLASH, FLASH_LASTS, writeFlash } from './flash.ts';
import type { PageFrame } from './frame.ts';
import { renderPage } from './layout.tsx';
import type { Download, Reply } from './route.ts';
import { putCookie } from './session.ts';
import { PENDING, PENDING_LASTS, SESSION } from './visit.ts';

/** Sends what a handler answered. */
export function send(reply: FastifyReply, answer: Reply, frame: PageFrame): FastifyReply {
  switch (answer.kind) {
    case 'page':
      return sendPage(reply, answer.element, answer.status, frame);
    case 'not_found':
      return sendPage(reply, <ErrorPage frame={frame} kind="not-found" />, 404, frame);
    case 'redirect':
      if (answer.flash) putCookie(reply, FLASH, writeFlash(answer.flash), FLASH_LASTS);
      if (answer.session !== undefined) putCookie(reply, SESSION, answer.session);
      if (answer.pending !== undefined) putCookie(reply, PENDING, answer.pending, PENDING_LASTS);
      if (answer.session === null) reply.header('clear-site-data', '"cache"');
      return reply.redirect(answer.to, 303);
    case 'download':
      return sendFile(reply, answer);
  }
}

function sendPage(
  reply: FastifyReply,
  element: ReactElement,
  status: number,
  frame: PageFrame,
): FastifyReply {
  const html = renderPage(element);
  // It has been said now.
  if (frame.flash) putCookie(reply, FLASH, null);
  return reply.code(status).type('text/html; charset=utf-8').send(html);
}

function sendFile(reply: FastifyReply, { name, type, body }: Download): FastifyReply {
  const plain = name.replace(/[^\w.-]+/g, '-');
  reply.header(
    'content-disposition',
    `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  return reply
    .type(type)
    .send(typeof body === 'string' || body instanceof Uint8Array ? body : Readable.from(body));
}
