import { clientOrders } from "@rapport/contracts/http/Api";
import {
  type Report,
  reportClient,
  reportClients,
  reportCoverage,
  reportFormats,
  reportFreshness,
  reportMonths,
  reportSources,
} from "@rapport/reporting/commandReports";
import { Reports, ReportsLive } from "@rapport/reporting/Reports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Layer, Option } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { parseDate } from "../directory/firmFlags.ts";
import { suggestions } from "../directory/resolveClient.ts";
import { answer, answerTable } from "../output.ts";
import { projectorLagLayer } from "../session/projectorLag.ts";
import { withWarehouse, type WarehouseServices } from "../session/withWarehouse.ts";

const format = Flag.Literals("format", reportFormats).pipe(
  Flag.withDefault("table" as const),
  Flag.withDescription("table for people; json and csv for programs"),
);

const asOf = Flag.String("as-of").pipe(
  Flag.withMetavar("DATE"),
  Flag.withDescription("Count events up to the end of this day, YYYY-MM-DD, UTC; today when left out"),
  Flag.optional,
);

const knownAt = Flag.String("known-at").pipe(
  Flag.withMetavar("DATE"),
  Flag.withDescription(
    "Answer from what had been recorded by the end of this day, YYYY-MM-DD, UTC, or by this moment, like 2026-01-31T12:00:00Z; now when left out",
  ),
  Flag.optional,
);

/** The day as the reports take it: absent for today. */
const dayOf = Effect.fnUntraced(function* (text: Option.Option<string>) {
  if (Option.isSome(text)) yield* parseDate("--as-of", text.value);
  return Option.getOrUndefined(text);
});

const reportsLayer = ReportsLive.pipe(Layer.provide(projectorLagLayer));

const print = <E, R>(
  {
    format: chosen,
    knownAt: moment,
  }: {
    readonly format: (typeof reportFormats)[number];
    readonly knownAt: Option.Option<string>;
  },
  report: Effect.Effect<Report<unknown>, E, R | Reports | WarehouseServices>,
) =>
  withWarehouse({ create: false })(
    Effect.gen(function* () {
      const present = yield* Reports;
      const reports = yield* present.asKnownAt(Option.getOrUndefined(moment));
      const done = yield* Effect.provideService(report, Reports, reports);
      yield* chosen === "table" ? answerTable(done.render(chosen)) : answer(done.render(chosen));
    }).pipe(Effect.scoped, Effect.provide(reportsLayer)),
  );

const clients = Command.make(
  "clients",
  {
    format,
    asOf,
    knownAt,
    search: Flag.String("search").pipe(
      Flag.withMetavar("TEXT"),
      Flag.withDescription("Only those whose name, id or linked address holds this text"),
      Flag.optional,
    ),
    sort: Flag.Literals("sort", [...clientOrders, ...clientOrders.map((order) => `-${order}` as const)]).pipe(
      Flag.withMetavar("FIGURE"),
      Flag.withDescription("What to order by; a leading - turns it round (default -messages)"),
      Flag.withDefault("-messages" as const),
    ),
  },
  (input) =>
    Effect.flatMap(dayOf(input.asOf), (day) =>
      print(
        input,
        reportClients({ asOf: day, search: Option.getOrUndefined(input.search), sort: input.sort }),
      ),
    ),
).pipe(
  Command.withDescription("All clients, and organisations that are not linked yet, with their figures"),
  Command.withExamples([
    { command: "rapport report clients" },
    { command: "rapport report clients --sort=-silence --as-of 2026-03-31" },
    { command: "rapport report clients --format csv > clients.csv" },
  ]),
);

/** An unknown name with the nearest known ones, as in the commands that change the directory. */
const unknownClient = (name: string) =>
  Effect.gen(function* () {
    const reports = yield* Reports;
    const { items } = yield* reports.clients({ limit: Number.MAX_SAFE_INTEGER });
    const near = suggestions(name, [...items.map((one) => one.name), ...items.map((one) => one.id)]);
    const meant = near.length === 0 ? "" : ` Did you mean ${near.map((one) => `"${one}"`).join(" or ")}?`;
    return yield* usageError(
      `there is no client "${name}" in the reports`,
      `\`rapport report clients\` lists them.${meant}`,
    );
  });

const client = Command.make(
  "client",
  {
    name: Argument.String("NAME").pipe(
      Argument.withDescription(
        "Name or id of a client, or the domain of an organisation that is not linked yet",
      ),
    ),
    format,
    asOf,
    knownAt,
  },
  (input) =>
    Effect.flatMap(dayOf(input.asOf), (day) =>
      print(
        input,
        reportClient(input.name, day).pipe(Effect.catchTag("UnknownClient", () => unknownClient(input.name))),
      ),
    ),
).pipe(
  Command.withDescription("The figures of one client"),
  Command.withExamples([
    { command: 'rapport report client "Acme Ltd"' },
    { command: "rapport report client example.com" },
  ]),
);

const monthFlag = (name: "from" | "to", which: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar("MONTH"),
    Flag.withDescription(`${which} month, YYYY-MM, included; all when left out`),
    Flag.optional,
  );

/** A month as the reports take it. */
const monthOf = Effect.fnUntraced(function* (flag: string, text: Option.Option<string>) {
  if (Option.isSome(text) && !/^\d{4}-(0[1-9]|1[0-2])$/.test(text.value))
    return yield* usageError(
      `${flag} ${text.value} is no month`,
      "A month is written YYYY-MM, like 2026-01.",
    );
  return Option.getOrUndefined(text);
});

const months = Command.make(
  "months",
  {
    format,
    asOf,
    knownAt,
    client: Flag.String("client").pipe(
      Flag.withMetavar("NAME"),
      Flag.withDescription("One client alone: its name, its id, or a party that no client claims"),
      Flag.optional,
    ),
    from: monthFlag("from", "First"),
    to: monthFlag("to", "Last"),
  },
  (input) =>
    Effect.gen(function* () {
      const request = {
        asOf: yield* dayOf(input.asOf),
        client: Option.getOrUndefined(input.client),
        from: yield* monthOf("--from", input.from),
        to: yield* monthOf("--to", input.to),
      };
      yield* print(
        input,
        reportMonths(request).pipe(Effect.catchTag("UnknownClient", ({ id }) => unknownClient(id))),
      );
    }),
).pipe(
  Command.withDescription("Messages, tickets, meetings, hours and money month by month"),
  Command.withExamples([
    { command: 'rapport report months --client "Acme Ltd"' },
    { command: "rapport report months --from 2026-01 --to 2026-03 --format csv > months.csv" },
  ]),
);

const coverage = Command.make("coverage", { format, asOf, knownAt }, (input) =>
  Effect.flatMap(dayOf(input.asOf), (day) => print(input, reportCoverage(day))),
).pipe(Command.withDescription("Where all messages went, and what to link next"));

const sources = Command.make("sources", { format, knownAt }, (input) => print(input, reportSources)).pipe(
  Command.withDescription("What the sources hold: the figures of `rapport inspect`, from the warehouse"),
);

const freshness = Command.make("freshness", { format, knownAt }, (input) =>
  print(input, reportFreshness),
).pipe(Command.withDescription("How far each source has been read"));

/** `rapport report clients | client | months | coverage | sources | freshness` */
export const report = Command.make("report").pipe(
  Command.withDescription("Figures, as tables, JSON or CSV"),
  Command.withSubcommands([clients, client, months, coverage, sources, freshness]),
);
