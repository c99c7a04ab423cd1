/**
 * Takes off both ends what cannot be seen: spaces of every kind, zero-width characters, byte order marks, marks of the
 * direction of writing. Within the text they stay: Persian, Arabic and Indic names are spelled with some of them.
 *
 * @example trimEnds('\u200b Zoë\u00a0') // 'Zoë'
 */
export function trimEnds(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isUnseen(text.charCodeAt(start))) start += 1;
  while (end > start && isUnseen(text.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

// A loop and not a pattern: a pattern anchored at the end goes through a long run of spaces again from each of them.
function isUnseen(code: number): boolean {
  if (code < 0xa0) return code === 32 || (code >= 9 && code <= 13) || code === 0x85;
  if (code < 0x2000) return code === 0xa0 || code === 0xad || code === 0x1680 || code === 0x061c;
  return (
    code <= 0x200f ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    code === 0x3000 ||
    code === 0xfeff
  );
}
