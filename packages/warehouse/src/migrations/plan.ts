/** A migration file: `text` is the raw file, before any placeholder is filled. */
export interface MigrationFile {
  readonly version: number;
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

/** A migration as the warehouse remembers it. */
export interface AppliedMigration {
  readonly version: number;
  readonly name: string;
  readonly sha256: string;
}

export type MigrationPlan =
  | { readonly ok: true; readonly pending: ReadonlyArray<MigrationFile> }
  | { readonly ok: false; readonly problem: string };

const refuse = (problem: string): MigrationPlan => ({ ok: false, problem });
const nameOf = (file: { readonly version: number; readonly name: string }): string =>
  `${String(file.version).padStart(4, "0")}_${file.name}.sql`;

/**
 * What is left to do. Refused, with a word to people: a gap or a doubled number among the files, an applied
 * file that was changed or is gone, and a file that comes before one already applied.
 */
export const planMigrations = (
  files: ReadonlyArray<MigrationFile>,
  applied: ReadonlyArray<AppliedMigration>,
): MigrationPlan => {
  const sorted = files.toSorted((a, b) => a.version - b.version);
  for (const [i, file] of sorted.entries())
    if (file.version !== i + 1)
      return refuse(
        `${nameOf(file)} should be number ${i + 1}: migrations are numbered without gaps or doubles`,
      );
  const lastApplied = applied.reduce((last, a) => Math.max(last, a.version), 0);
  const appliedBy = new Map(applied.map((a) => [a.version, a]));
  for (const done of applied) {
    const file = sorted[done.version - 1];
    if (file === undefined)
      return refuse(
        `${nameOf(done)} was applied to this warehouse but is not among the migrations: a newer Rapport wrote it; use that version or a newer one`,
      );
    if (file.name !== done.name || file.sha256 !== done.sha256)
      return refuse(
        `${nameOf(file)} was changed after it was applied as ${nameOf(done)}: restore the file and put the change into a new migration`,
      );
  }
  for (const file of sorted)
    if (file.version < lastApplied && !appliedBy.has(file.version))
      return refuse(
        `${nameOf(file)} comes before migration ${lastApplied}, which is applied already: give it the next free number`,
      );
  return { ok: true, pending: sorted.filter((file) => !appliedBy.has(file.version)) };
};
