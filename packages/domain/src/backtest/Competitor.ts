import type { ClientCourse } from "../risk/ClientWeek.ts";

/** How likely the client is to leave, as it stands at the end of that week of its course; null: nothing is said. */
export type Foretell = (course: ClientCourse, week: number) => number | null;

/**
 * Something that foretells who leaves. It is handed courses that end at `asOf` (a Sunday) and learns from these alone;
 * what it gives may look at a later course only up to the week it is asked about.
 */
export interface Competitor {
  readonly name: string;
  /** Whether what it gives are chances, or only an order. */
  readonly givesChances: boolean;
  readonly learn: (courses: ReadonlyArray<ClientCourse>, asOf: string) => Foretell;
}
