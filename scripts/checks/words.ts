import { filesUnder, read } from './files.ts';

type Rule = { what: string; found: RegExp; in: RegExp; notIn?: RegExp };

const anything = /(^|\/)[^/]*$/;
const text = /\.(cjs|css|csv|html|js|json|md|mjs|scss|sh|sql|svg|ts|tsx|txt|ya?ml)$|(^|\/)[^./]+$/;
const binary = /\.(gz|ico|png|jpe?g|woff2?|xlsx|zip|pdf)$/;

/** What no file may hold. The patterns are written so that they do not find themselves. */
const rules: Rule[] = [
  {
    what: 'names a package registry; the machine it runs on chooses its own',
    found:
      /\bregistry\.(npmjs|yarnpkg|npmmirror)\b|\bnpm\.pkg\.github\b|\/\/(registry|artifactory|verdaccio|nexus)\./i,
    in: anything,
  },
  {
    what: 'holds a path of one machine',
    found: /(?<![\w.~*-])\/(?:work|root|home|Users)\/(?=[\w.])/,
    in: anything,
  },
  {
    what: 'holds a style attribute, which the content security policy refuses; write a class',
    found: /\bstyle=["{]/,
    in: /^src\/.*\.tsx$/,
    notIn: /\.test\.tsx$/,
  },
  {
    what: 'holds an inline script or style element, which the content security policy refuses',
    found: /<style\b|<script\b(?![^>]*\bsrc=)|\bjavascript:/,
    in: /^src\/.*\.tsx$/,
    // A file that is taken away is read without our stylesheet, and without our policy.
    notIn: /\.test\.tsx$|^src\/frame\/kept\/document\.tsx$/,
  },
  {
    what: 'asks the clock or chance; a rule takes them as arguments',
    found: /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.random/,
    in: /^src\/modules\/[^/]+\/rules(\/|\.ts$)/,
    notIn: /\.test\.ts$/,
  },
];

/** Reads every file of the project and returns one line, with file and line number, for each forbidden word. */
export function checkWords(root: string): string[] {
  const files = filesUnder(root).filter((file) => text.test(file) && !binary.test(file));
  if (files.length === 0) return ['no file was found: nothing was checked'];
  return files.flatMap((file) => {
    const wanted = rules.filter((rule) => rule.in.test(file) && !rule.notIn?.test(file));
    return read(root, file)
      .split('\n')
      .flatMap((line, at) =>
        wanted.filter((rule) => rule.found.test(line)).map((rule) => `${file}:${at + 1} ${rule.what}`),
      );
  });
}
