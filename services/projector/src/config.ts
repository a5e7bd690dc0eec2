import type { ProgressUpdate, ReportProgress } from "@rapport/pipeline/Progress";
import { Effect } from "effect";
import { allTopics } from "@rapport/contracts/Topics";

/** The consumer group of the projector; everything it remembers is kept under it. */
export const projectorGroup = "projector";

/** The work that one process of an installation does for all: see `choresOf`. */
export const choresName = "projector";

/** The topics it projects, in the order in which progress is told. */
export const projectedTopics: ReadonlyArray<string> = allTopics.map((t) => t.name);

export interface ProjectorOptions {
  /** Upper bound of records in a batch. Small batches cost about twice as much per row as 10,000. */
  readonly maxRecords: number;
  /** Offsets per audit and rebuild grid; fixed, so that a rebuild cuts the log as the last one did. */
  readonly gridSize: number;
  /** Records may wait for so long without a commit before the process stops. */
  readonly stuckAfterMs: number;
  /** Largest share of time that refreshing conversations may take while there is a backlog. */
  readonly refreshShare: number;
  /** Goes into dead letters: which code refused the record. */
  readonly codeVersion: string;
  /**
   * Other processes may project the same log (a cluster). Then each says by signs of life that it is there, and
   * what one leaves that stops without a word is looked after by the others.
   */
  readonly shared: boolean;
  /** How often a projector that shares the log gives a sign of life; three times that without one is an end. */
  readonly beatEveryMs: number;
  /** Watch for rebuild requests and serve them. */
  readonly serveRebuilds: boolean;
  /** Compare newly closed grids with the log. (Recent ones are repaired after an unclean end in any case.) */
  readonly auditInBackground: boolean;
  readonly report: ReportProgress;
}

export const defaultOptions: ProjectorOptions = {
  maxRecords: 10_000,
  gridSize: 10_000,
  stuckAfterMs: 300_000,
  refreshShare: 0.1,
  codeVersion: "0.1.0",
  shared: false,
  beatEveryMs: 20_000,
  serveRebuilds: true,
  auditInBackground: true,
  report: (_update: ProgressUpdate) => Effect.void,
};
