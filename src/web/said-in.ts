/** Finds the message keys in a source, for the check that pages and messages agree. */

/** Stands for what a template fills in. */
const HOLE = '§';
const KEY = /^[\w-]+(\.[\w-]+)+$/;
const QUOTED = /'([^'\n]*)'|"([^"\n]*)"|`((?:[^`\\]|\\.)*)`/g;

/**
 * The keys a source asks for in `say(…)`, and all it mentions anywhere (a key may be handed on before it is said).
 * A template such as `domains.${domain}` stands for every key of that form.
 *
 * @example saidIn("say('people.title')").asked // [/^people\.title$/]
 */
export function saidIn(source: string): { asked: RegExp[]; mentioned: RegExp[] } {
  const code = source.replace(/^\s*(\*|\/\*\*|\/\/).*$/gm, '');
  const asked = [...code.matchAll(/(?<![\w$])say\(/g)].flatMap(({ index }) =>
    patternsIn(firstArgument(code, index + 'say('.length)),
  );
  return { asked, mentioned: patternsIn(code) };
}

function patternsIn(code: string): RegExp[] {
  return [...code.matchAll(QUOTED)].flatMap(([, single, double, template]) => {
    const text = template === undefined ? (single ?? double ?? '') : template.replace(/\$\{[^}]*\}/g, HOLE);
    if (!KEY.test(text.replaceAll(HOLE, 'x'))) return [];
    if (text.startsWith(HOLE)) return [];
    return [new RegExp(`^${text.replaceAll('.', '\\.').replaceAll(HOLE, '[^.]+')}$`)];
  });
}

function firstArgument(code: string, start: number): string {
  let depth = 0;
  for (let at = start; at < code.length; at += 1) {
    const letter = code.charAt(at);
    if ('([{'.includes(letter)) depth += 1;
    if (depth === 0 && (letter === ',' || letter === ')')) return code.slice(start, at);
    if (')]}'.includes(letter)) depth -= 1;
  }
  return code.slice(start);
}
