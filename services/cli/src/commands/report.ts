import { clientOrders } from "@rapport/contracts/http/Api";
import {
  reportClient,
  reportClients,
  reportCoverage,
  reportFreshness,
  reportMonths,
  reportSources,
} from "@rapport/reporting/commandReports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { parseDate } from "@rapport/directory/firmFlags";
import { changed, risk } from "./reportRisk.ts";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { unknownClient } from "../reports/unknownClient.ts";
import { whenFlags } from "../reports/whenFlags.ts";
import { renewals, retention } from "./reportRetention.ts";
import { handOver, signals } from "./reportSignals.ts";
import { ladder, maintenance, quadrant } from "./reportDecisions.ts";
import { effort, lifetime, profitability, unattributed, whale } from "./reportEconomics.ts";

const format = reportFormat;
const { asOf, knownAt } = whenFlags;
const print = printReport;

/** The day as the reports take it: absent for today. */
const dayOf = Effect.fnUntraced(function* (text: Option.Option<string>) {
  if (Option.isSome(text)) yield* parseDate("--as-of", text.value);
  return Option.getOrUndefined(text);
});

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

/** `rapport report clients | client | months | profitability | effort | whale | unattributed | …` */
export const report = Command.make("report").pipe(
  Command.withDescription("Figures, as tables, JSON or CSV"),
  Command.withSubcommands([
    clients,
    client,
    months,
    profitability,
    effort,
    whale,
    lifetime,
    risk,
    changed,
    quadrant,
    ladder,
    maintenance,
    retention,
    renewals,
    signals,
    handOver,
    unattributed,
    coverage,
    sources,
    freshness,
  ]),
);
