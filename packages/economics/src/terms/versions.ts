/** One version of a document that changes how everything is valued: a rate, an exchange rate, an overhead. */
export interface Version<T> {
  /** Connector, account and document. */
  readonly key: string;
  readonly revision: number;
  /** UTC ms. */
  readonly recordedAt: number;
  readonly posted: boolean;
  readonly value: T;
}

/** Of each document what stood by `knownAt` (UTC ms): its highest revision recorded by then, if that is posted. */
export const knownBy = <T>(versions: ReadonlyArray<Version<T>>, knownAt: number): ReadonlyArray<T> => {
  const last = new Map<string, Version<T>>();
  for (const version of versions) {
    if (version.recordedAt > knownAt) continue;
    const before = last.get(version.key);
    if (before === undefined || version.revision > before.revision) last.set(version.key, version);
  }
  return [...last.values()].filter(({ posted }) => posted).map(({ value }) => value);
};
