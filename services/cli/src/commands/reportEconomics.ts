import { effortOrders, profitabilityOrders } from "@rapport/contracts/http/EconomicsApi";
import { economicsGroups, HolderState } from "@rapport/contracts/http/economics/head";
import { whaleMeasures } from "@rapport/contracts/http/economics/WhaleCurve";
import {
  reportEffort,
  reportLifetimeValues,
  reportProfitability,
  reportUnattributed,
  reportWhaleCurve,
} from "@rapport/reporting/economicsReports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { optionalText } from "../directory/flags.ts";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { unknownClient } from "../reports/unknownClient.ts";
import {
  currencyFlag,
  readCurrency,
  readSpan,
  readWhen,
  spanFlags,
  whenFlags,
} from "../reports/whenFlags.ts";

const format = reportFormat;
const twelveMonths = spanFlags("the twelve months up to --to");

/** Which rows, and in which order. */
const selection = {
  groupBy: Flag.Literals("group-by", economicsGroups).pipe(
    Flag.withDefault("client" as const),
    Flag.withDescription("What a row is"),
  ),
  state: Flag.Literals("state", HolderState.options).pipe(
    Flag.withDescription(
      "Only what belongs to clients, to unlinked organisations, to nobody, to us, or capacity nobody took",
    ),
    Flag.optional,
  ),
  client: optionalText(
    "client",
    "NAME",
    "Only this client: its name or id, or a party that no client claims",
  ),
  owner: optionalText("owner", "MEMBER", "Only clients that this member (id) looks after"),
  segment: optionalText("segment", "NAME", "Only clients of this segment"),
  order: Flag.Literals("order", ["asc", "desc"]).pipe(
    Flag.withDescription("From the least or from the most; figures begin with the most unless said"),
    Flag.optional,
  ),
  limit: Flag.Int("limit").pipe(
    Flag.withMetavar("COUNT"),
    Flag.withDescription("The first so many rows; all when left out"),
    Flag.optional,
  ),
};

type Selection = {
  readonly [
    K in "state" | "client" | "owner" | "segment" | "order" | "limit"
  ]: (typeof selection)[K] extends Flag.Flag<infer A> ? A : never;
};

const readSelection = Effect.fnUntraced(function* (input: Selection) {
  const { limit } = input;
  if (Option.isSome(limit) && limit.value < 1)
    return yield* usageError("--limit is below 1", "Write for example --limit 20.");
  return {
    state: Option.getOrUndefined(input.state),
    client: Option.getOrUndefined(input.client),
    owner: Option.getOrUndefined(input.owner),
    segment: Option.getOrUndefined(input.segment),
    order: Option.getOrUndefined(input.order),
    ...(Option.isSome(limit) ? { limit: limit.value } : {}),
  };
});

const sortFlag = <const Orders extends ReadonlyArray<string>>(orders: Orders, first: string) =>
  Flag.Literals("sort", orders).pipe(
    Flag.withMetavar("FIGURE"),
    Flag.withDescription(
      `What to order by (${first} unless said, months by themselves): ${orders.join(", ")}`,
    ),
    Flag.optional,
  );

/** `rapport report profitability` */
export const profitability = Command.make(
  "profitability",
  {
    format,
    ...selection,
    sort: sortFlag(profitabilityOrders, "contributionMinor"),
    currency: currencyFlag,
    ...twelveMonths,
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const request = {
        groupBy: input.groupBy,
        sort: Option.getOrUndefined(input.sort),
        currency: yield* readCurrency(input.currency),
        ...(yield* readSelection(input)),
        ...(yield* readSpan(input)),
        ...(yield* readWhen(input)),
      };
      yield* printReport(
        input,
        reportProfitability(request).pipe(Effect.catchTag("UnknownClient", ({ id }) => unknownClient(id))),
      );
    }),
).pipe(
  Command.withDescription(
    "Revenue, cost to serve and net contribution, with its interval and the odds of a loss",
  ),
  Command.withExamples([
    { command: "rapport report profitability" },
    { command: 'rapport report profitability --group-by month --client "Acme Ltd" --from 2026-01-01' },
    { command: "rapport report profitability --state client --order asc --limit 10" },
    { command: "rapport report profitability --currency EUR" },
  ]),
);

/** `rapport report effort` */
export const effort = Command.make(
  "effort",
  {
    format,
    ...selection,
    sort: sortFlag(effortOrders, "effortSeconds"),
    currency: currencyFlag,
    ...twelveMonths,
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const request = {
        groupBy: input.groupBy,
        sort: Option.getOrUndefined(input.sort),
        currency: yield* readCurrency(input.currency),
        ...(yield* readSelection(input)),
        ...(yield* readSpan(input)),
        ...(yield* readWhen(input)),
      };
      yield* printReport(
        input,
        reportEffort(request).pipe(Effect.catchTag("UnknownClient", ({ id }) => unknownClient(id))),
      );
    }),
).pipe(
  Command.withDescription("Our hours: logged, estimated, and what nobody logged"),
  Command.withExamples([
    { command: "rapport report effort --sort shadowSeconds --state client" },
    { command: "rapport report effort --group-by segment --from 2026-07-01 --to 2026-09-30" },
  ]),
);

/** `rapport report whale` */
export const whale = Command.make(
  "whale",
  {
    format,
    on: Flag.Literals("on", whaleMeasures).pipe(
      Flag.withDefault("contribution" as const),
      Flag.withDescription("What clients are ranked by"),
    ),
    currency: currencyFlag,
    ...twelveMonths,
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const request = {
        on: input.on,
        currency: yield* readCurrency(input.currency),
        ...(yield* readSpan(input)),
        ...(yield* readWhen(input)),
      };
      yield* printReport(input, reportWhaleCurve(request));
    }),
).pipe(
  Command.withDescription("Clients from the most to the least, cumulated, and how much hangs on few"),
  Command.withExamples([
    { command: "rapport report whale" },
    { command: "rapport report whale --on revenue --from 2026-01-01 --format csv > whale.csv" },
  ]),
);

/** `rapport report lifetime` */
export const lifetime = Command.make("lifetime", { format, ...whenFlags }, (input) =>
  Effect.gen(function* () {
    const { asOf } = yield* readWhen(input);
    yield* printReport(input, reportLifetimeValues({ asOf }));
  }),
).pipe(
  Command.withDescription(
    "What each client is worth over three years, as it is served now, with its interval",
  ),
  Command.withExamples([{ command: "rapport report lifetime --as-of 2026-06-30" }]),
);

/** `rapport report unattributed` */
export const unattributed = Command.make(
  "unattributed",
  { format, limit: selection.limit, ...whenFlags },
  (input) =>
    Effect.gen(function* () {
      const { asOf } = yield* readWhen(input);
      yield* printReport(input, reportUnattributed({ asOf, limit: Option.getOrUndefined(input.limit) }));
    }),
).pipe(
  Command.withDescription(
    "What no client claims, by our time and money. `rapport unattributed` says whose it may be, and links it",
  ),
  Command.withExamples([{ command: "rapport report unattributed --format csv > unattributed.csv" }]),
);
