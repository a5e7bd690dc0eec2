import { RiskBand } from "@rapport/contracts/http/risk/head";
import { reportClientRisk, reportRisk, reportWhatChanged } from "@rapport/reporting/riskReports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { parseDate } from "@rapport/directory/firmFlags";
import { optionalText } from "../directory/flags.ts";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { unknownClient } from "../reports/unknownClient.ts";
import { readWhen, whenFlags } from "../reports/whenFlags.ts";

const format = reportFormat;

/** `rapport report risk` */
export const risk = Command.make(
  "risk",
  {
    format,
    client: optionalText("client", "NAME", "One client, with everything its score adds up from"),
    band: Flag.Literals("band", RiskBand.options).pipe(
      Flag.withDescription("Only clients of this band"),
      Flag.optional,
    ),
    owner: optionalText("owner", "MEMBER", "Only clients that this member (id) looks after"),
    segment: optionalText("segment", "NAME", "Only clients of this segment"),
    limit: Flag.Int("limit").pipe(
      Flag.withMetavar("COUNT"),
      Flag.withDescription("The first so many; all when left out"),
      Flag.optional,
    ),
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const { asOf } = yield* readWhen(input);
      if (Option.isSome(input.client)) {
        const { value } = input.client;
        const one = reportClientRisk(value, asOf);
        return yield* printReport(
          input,
          one.pipe(Effect.catchTag("UnknownClient", () => unknownClient(value))),
        );
      }
      if (Option.isSome(input.limit) && input.limit.value < 1)
        return yield* usageError("--limit is below 1", "Write for example --limit 20.");
      return yield* printReport(
        input,
        reportRisk({
          asOf,
          band: Option.getOrUndefined(input.band),
          owner: Option.getOrUndefined(input.owner),
          segment: Option.getOrUndefined(input.segment),
          ...(Option.isSome(input.limit) ? { limit: input.limit.value } : {}),
        }),
      );
    }),
).pipe(
  Command.withDescription(
    "Clients by how likely they are to give notice, with reasons and what would change it",
  ),
  Command.withExamples([
    { command: "rapport report risk" },
    { command: 'rapport report risk --client "Acme Ltd"' },
    { command: "rapport report risk --band high --as-of 2026-06-30 --format csv > risk.csv" },
  ]),
);

/** `rapport report changed` */
export const changed = Command.make(
  "changed",
  {
    format,
    since: Flag.String("since").pipe(
      Flag.withMetavar("DATE"),
      Flag.withDescription("The day before, YYYY-MM-DD: its risk as it was known at its end"),
    ),
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      yield* parseDate("--since", input.since);
      const { asOf } = yield* readWhen(input);
      yield* printReport(
        input,
        reportWhatChanged({ since: input.since, asOf }).pipe(
          Effect.catchTag("InvalidSpan", (error) =>
            Effect.fail(usageError(`--since: ${error.problem}`, "Name an earlier day.")),
          ),
        ),
      );
    }),
).pipe(
  Command.withDescription("What moved each client's risk since a day: behaviour, late data, settings, model"),
  Command.withExamples([{ command: "rapport report changed --since 2026-09-30" }]),
);
