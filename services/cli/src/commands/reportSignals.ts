import { signalKinds } from "@rapport/contracts/views/signals/SignalView";
import { reportHandOver, reportSignals } from "@rapport/reporting/signalsReports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Argument, Command, Flag } from "effect/cli";
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

/** `rapport report hand-over NAME` */
export const handOver = Command.make(
  "hand-over",
  {
    name: Argument.String("NAME").pipe(Argument.withDescription("Name or id of a client")),
    format: reportFormat,
    without: optionalText(
      "without",
      "MEMBER",
      "Leave this one of us (id) out, as though they had gone already",
    ),
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const { asOf } = yield* readWhen(input);
      const request = { asOf, without: Option.getOrUndefined(input.without) };
      yield* printReport(
        input,
        reportHandOver(input.name, request).pipe(
          Effect.catchTag("UnknownClient", ({ id }) => unknownClient(id)),
        ),
      );
    }),
).pipe(
  Command.withDescription(
    "What somebody who takes an account over needs: people, what waits for us, promises, meetings, money, risks",
  ),
  Command.withExamples([
    { command: 'rapport report hand-over "Acme Ltd"' },
    { command: 'rapport report hand-over "Acme Ltd" --without eve' },
  ]),
);
