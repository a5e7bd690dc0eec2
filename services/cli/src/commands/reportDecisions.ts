import { reportLadder, reportMaintenance, reportQuadrant } from "@rapport/reporting/decisionsReports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { optionalText } from "../directory/flags.ts";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { unknownClient } from "../reports/unknownClient.ts";
import { readSpan, readWhen, spanFlags, whenFlags } from "../reports/whenFlags.ts";

const format = reportFormat;

/** `rapport report quadrant` */
export const quadrant = Command.make(
  "quadrant",
  { format, ...spanFlags("the twelve months up to --to"), ...whenFlags },
  (input) =>
    Effect.gen(function* () {
      const request = { ...(yield* readSpan(input)), ...(yield* readWhen(input)) };
      yield* printReport(input, reportQuadrant(request));
    }),
).pipe(
  Command.withDescription("Risk against net contribution: whom to save, protect, fix or reprice, let go"),
  Command.withExamples([
    { command: "rapport report quadrant" },
    { command: "rapport report quadrant --from 2026-01-01 --format csv > quadrant.csv" },
  ]),
);

/** `rapport report ladder` */
export const ladder = Command.make(
  "ladder",
  {
    format,
    client: optionalText("client", "NAME", "Only this client, with its options in full: its name or id"),
    limit: Flag.Int("limit").pipe(
      Flag.withMetavar("COUNT"),
      Flag.withDescription("The first so many clients, the most pressing first; all when left out"),
      Flag.optional,
    ),
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      if (Option.isSome(input.limit) && input.limit.value < 1)
        return yield* usageError("--limit is below 1", "Write for example --limit 20.");
      const { asOf } = yield* readWhen(input);
      const request = {
        asOf,
        client: Option.getOrUndefined(input.client),
        ...(Option.isSome(input.limit) ? { limit: input.limit.value } : {}),
      };
      yield* printReport(
        input,
        reportLadder(request).pipe(Effect.catchTag("UnknownClient", ({ id }) => unknownClient(id))),
      );
    }),
).pipe(
  Command.withDescription(
    "What could be done about each client: keep, repair, reprice, set boundaries, hand over, part ways, with what each is worth",
  ),
  Command.withExamples([
    { command: "rapport report ladder" },
    { command: 'rapport report ladder --client "Acme Ltd"' },
  ]),
);

/** `rapport report maintenance` */
export const maintenance = Command.make("maintenance", { format, ...whenFlags }, (input) =>
  Effect.gen(function* () {
    const { asOf } = yield* readWhen(input);
    yield* printReport(input, reportMaintenance({ asOf }));
  }),
).pipe(
  Command.withDescription(
    "How much there is to maintain in each client, who takes much for little, and who gets too much or too little",
  ),
  Command.withExamples([{ command: "rapport report maintenance --as-of 2026-06-30" }]),
);
