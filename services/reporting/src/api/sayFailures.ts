import * as Problem from "@rapport/contracts/http/Problems";
import type { RequestTaken } from "@rapport/directory/sayOnce";
import type { EventLogError } from "@rapport/event-log/EventLog";
import type { Refusal } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { CurrentReader } from "../access/Reader.ts";
import { type Asker, askerOf } from "../say/Asker.ts";
import type { NotTheirs } from "../say/wordSaying.ts";
import type { SayingLogShape } from "../say/SayingLog.ts";
import { instanceOf, problemOfWarehouse } from "./failures.ts";

const logAway = (detail: string) =>
  Effect.flatMap(instanceOf, (instance) => Effect.fail(new Problem.LogAway({ detail, instance })));

const noLog = logAway(
  "This server only reads; say it to one that runs beside the log, such as `rapport up`.",
);

const notAllowed = (detail: string) =>
  Effect.flatMap(instanceOf, (instance) => Effect.fail(new Problem.NotAllowed({ detail, instance })));

/** With the log that this server may write to, and who asks; a problem where there is none. */
export const sayingInto =
  (place: SayingLogShape | null) =>
  <A, E, R>(say: (place: SayingLogShape, asker: Asker) => Effect.Effect<A, E, R>) =>
    Effect.gen(function* () {
      const asker = askerOf(yield* CurrentReader);
      if (asker === null) return yield* notAllowed("Nobody is signed in, and words need a name.");
      return place === null ? yield* noLog : yield* say(place, asker);
    });

/** With something that only a process beside the log has; a problem where there is none. */
export const beside =
  <Desk>(desk: Desk | null) =>
  <A, E, R>(work: (desk: Desk) => Effect.Effect<A, E, R>) =>
    Effect.gen(function* () {
      return desk === null ? yield* noLog : yield* work(desk);
    });

const problemOfRole = ({ what }: NotTheirs) =>
  notAllowed(
    what === "undo"
      ? "Analysts take back what they said themselves; leadership and ops take back anything."
      : "Decisions, waivers, plays, snoozes and ends are said by leadership and ops.",
  );

/** Of what is understood and cannot be done. */
export const problemOfRefusal = ({ what, action }: Refusal) =>
  Effect.flatMap(instanceOf, (instance) =>
    Effect.fail(
      new Problem.NotSayable({ detail: action === null ? `${what}.` : `${what}. ${action}`, instance }),
    ),
  );

const problemOfTaken = ({ requestId }: RequestTaken) =>
  Effect.flatMap(instanceOf, (instance) =>
    Effect.fail(
      new Problem.RequestIdTaken({
        detail: `Something else was said under ${requestId}; nothing was said now. Send it under another.`,
        instance,
      }),
    ),
  );

const problemOfLog = (error: EventLogError) =>
  Effect.andThen(
    Effect.logWarning(error.message),
    logAway("Nothing was said. Try again in a moment; `rapport doctor` says what is wrong."),
  );

/** For `Effect.catchTags`: the log cannot be read or written. */
export const problemsOfLog = { EventLogError: problemOfLog } as const;

/** What is asked for cannot be said. */
export const problemsOfAsking = { Refusal: problemOfRefusal, RequestTaken: problemOfTaken } as const;

/** Whatever saying a word may come to. */
export const problemsOfSaying = {
  ...problemsOfLog,
  ...problemsOfAsking,
  NotTheirs: problemOfRole,
  WarehouseError: problemOfWarehouse,
} as const;
