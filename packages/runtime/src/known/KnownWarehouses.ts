import type { WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import type { WarehouseAnswers } from "@rapport/warehouse/WarehouseAnswers";
import { Context, Data, Effect, Runtime, type Scope } from "effect";
import { exitCodes } from "../ExitCodes.ts";
import type { KnownMoment } from "./knownMoment.ts";
import type { KnownProgress } from "./knownRequests.ts";

/** `knownAt` names no moment of the past. */
export class KnownAtInvalid extends Data.TaggedError("KnownAtInvalid")<{
  readonly knownAt: string;
  readonly problem: string;
}> {
  override get message() {
    return `known-at ${this.knownAt} ${this.problem}`;
  }
  override readonly [Runtime.errorExitCode] = exitCodes.usage;
}

/** What was known at that moment is still being put together; ask again. */
export class KnownAtPending extends Data.TaggedError("KnownAtPending")<{
  readonly knownAt: string;
  readonly progress: KnownProgress;
}> {
  readonly action = "Ask again in a moment.";
  override get message() {
    const { unit, done, total } = this.progress;
    const far = total === 0 ? "just begun" : `${done} of ${total} ${unit}`;
    return `what was known at ${this.knownAt} is being put together from the log: ${far}`;
  }
}

/** What was known at that moment cannot be shown. */
export class KnownAtFailed extends Data.TaggedError("KnownAtFailed")<{
  readonly knownAt: string;
  readonly detail: string;
}> {
  readonly action = "Ask again; when it fails again, `rapport doctor` says what is wrong.";
  override get message() {
    return `what was known at ${this.knownAt} could not be put together: ${this.detail}`;
  }
}

/** There is no log here that what was known at that moment could be put together from: asking again does not help. */
export class KnownAtUnseen extends Data.TaggedError("KnownAtUnseen")<{
  readonly knownAt: string;
}> {
  readonly action = "Ask without it, or ask an installation that has the log.";
  override get message() {
    return `what was known at ${this.knownAt} cannot be told: this process does not see the log that it is put together from`;
  }
}

export type KnownAtError = KnownAtInvalid | KnownAtPending | KnownAtFailed | KnownAtUnseen | WarehouseError;

/** A database in which everything is as it was known at a moment: same tables, same views. */
export interface KnownPlace {
  readonly moment: KnownMoment;
  /** Its name, at the address of the present one. */
  readonly database: string;
  /** Reads there. Good for as long as the scope it was given in. */
  readonly reader: WarehouseReader["Service"];
  readonly answers: WarehouseAnswers["Service"];
}

/**
 * The warehouse as it was known at earlier moments. `at` takes `knownAt` as people and programs write it
 * (`readKnownMoment`), has the database made where there is none yet, and waits for it as long as whoever provides this
 * has patience: forever on the command line, some seconds behind the API (`KnownAtPending`). Whoever does not see the
 * log cannot ask for any, which is what the default says.
 */
export const KnownWarehouses = Context.Reference<{
  readonly at: (knownAt: string) => Effect.Effect<KnownPlace, KnownAtError, Scope.Scope>;
}>("@rapport/runtime/known/KnownWarehouses", {
  defaultValue: () => ({
    at: (knownAt) => Effect.fail(new KnownAtUnseen({ knownAt })),
  }),
});
