/** Where one kind of file from one source is shown. @example sourceAddress({ source: 'school mis', kind: 'people' }) // '/sources/school%20mis/people' */
export function sourceAddress({ source, kind }: { source: string; kind: string }): string {
  return `/sources/${encodeURIComponent(source)}/${encodeURIComponent(kind)}`;
}

/** Where a file of it is brought in. */
export function bringAddress({ source, kind }: { source: string; kind: string }): string {
  return `/sources/import?${new URLSearchParams({ kind, source })}`;
}

export function runAddress(runId: string): string {
  return `/sources/runs/${runId}`;
}
