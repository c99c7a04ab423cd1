import type { Mapping } from '#files';

/** What a mapping can say at all: a snapshot is silent only about that. */
export function speaksOf({ circumstances: part }: Mapping): {
  kinds: 'all' | ReadonlySet<string>;
  needs: boolean;
} {
  const { kind, columns = {}, need } = part ?? {};
  const wide = Object.values(columns).map((column) => column.kind);
  const needs = need !== undefined;
  if (!kind) return { kinds: new Set(wide), needs };
  if ('value' in kind) return { kinds: new Set([...wide, kind.value]), needs };
  return { kinds: kind.codes ? new Set([...wide, ...Object.values(kind.codes)]) : 'all', needs };
}
