import * as Problem from "@rapport/contracts/http/Problems";
import { Effect } from "effect";
import { instanceOf } from "./failures.ts";

/** This process reads a warehouse, and has no log beside it. */
export const problemOfNoLog = Effect.flatMap(instanceOf, (instance) =>
  Effect.fail(
    new Problem.LogAway({
      detail: "This server only reads; say it to one that runs beside the log, such as `rapport up`.",
      instance,
    }),
  ),
);
