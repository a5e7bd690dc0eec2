import { signalKinds } from "@rapport/contracts/views/signals/SignalView";
import { reportSignals } from "@rapport/reporting/signalsReports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { optionalText } from "../directory/flags.ts";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { unknownClient } from "../reports/unknownClient.ts";
import { readWhen, whenFlags } from "../reports/whenFlags.ts";

const limitFlag = Flag.Int("limit").pipe(
  Flag.withMetavar("COUNT"),
  Flag.withDescription("The first so many; all when left out"),
  Flag.optional,
);

/** `rapport report signals` */
export const signals = Command.make(
  "signals",
  {
    format: reportFormat,
    kind: Flag.Literals("kind", signalKinds).pipe(
      Flag.withMetavar("KIND"),
      Flag.withDescription(`Only of this kind: ${signalKinds.join(", ")}`),
      Flag.optional,
    ),
    client: optionalText("client", "NAME", "Only of this client: its name or id"),
    owner: optionalText("owner", "MEMBER", "Only of clients that this member (id) looks after"),
    limit: limitFlag,
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const limit = Option.getOrUndefined(input.limit);
      if (limit !== undefined && limit < 1)
        return yield* usageError("--limit is below 1", "Write for example --limit 20.");
      const { asOf } = yield* readWhen(input);
      const request = {
        asOf,
        kind: Option.getOrUndefined(input.kind),
        client: Option.getOrUndefined(input.client),
        owner: Option.getOrUndefined(input.owner),
        ...(limit === undefined ? {} : { limit }),
      };
      return yield* printReport(
        input,
        reportSignals(request).pipe(Effect.catchTag("UnknownClient", ({ id }) => unknownClient(id))),
      );
    }),
).pipe(
  Command.withDescription(
    "What somebody who looks after clients would notice: who waits for us, who has gone quiet, what is more than was agreed",
  ),
  Command.withExamples([
    { command: "rapport report signals" },
    { command: "rapport report signals --kind complaint" },
    { command: "rapport report signals --owner eve --as-of 2026-03-31 --format json" },
  ]),
);
