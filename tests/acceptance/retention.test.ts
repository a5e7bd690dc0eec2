import { assert, layer } from "@effect/vitest";
import type { LedgerEvent } from "@rapport/contracts/Ledger";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { RenewalsAnswer } from "@rapport/contracts/http/retention/Renewals";
import { RetentionAnswer } from "@rapport/contracts/http/retention/Retention";
import { reportingServer } from "@rapport/reporting/ReportingServer";
import { reportRenewals, reportRetention } from "@rapport/reporting/retentionReports";
import { Reports } from "@rapport/reporting/Reports";
import { Effect, Layer } from "effect";
import { HttpServer } from "effect/http";
import { afterAll } from "vitest";
import { ask, letIn } from "../support/access/letIn.ts";
import { startChdb } from "../integration/support/chdb.ts";
import {
  client,
  direct,
  directoryEvents,
  firm,
  linked,
  projectSources,
  reportsOn,
} from "../integration/support/reporting.ts";
import { booked, books } from "../integration/support/sourceEvents.ts";

// Retention over the real engine, beside figures worked out by hand (packages/domain/src/retention has more of them).
const chdb = await startChdb();
afterAll(() => chdb.stop());

const told = (
  name: string,
  knownOn: string,
  type: "contract.started" | "contract.renewed" | "contract.changed" | "contract.ended",
  over: {
    readonly startsOn: string;
    readonly endsOn?: string;
    readonly renewsOn?: string;
    readonly currency?: string;
    readonly feeMinor?: number;
    readonly feePer?: "month" | "quarter" | "year" | "once";
    readonly noticeDays?: number;
  },
): LedgerEvent =>
  booked(
    `contract:${name}`,
    knownOn,
    [`billing:${name.split(" ")[0]!}`],
    {
      type,
      data: {
        contract: name,
        endsOn: null,
        renewsOn: null,
        currency: "EUR",
        feeMinor: 1_000_00,
        feePer: "month",
        retainerMinutesPerMonth: null,
        hourlyMinor: null,
        noticeDays: 30,
        ...over,
      },
    },
    { revision: Date.parse(`${knownOn}T00:00:00Z`) },
  );

const rate = (on: string, dollar: string): LedgerEvent =>
  booked(`fx:${on}`, on, [], { type: "fx_rate.set", data: { on, from: "USD", to: "EUR", rate: dollar } });

const since = { startsOn: "2024-01-01" };
const contracts: ReadonlyArray<LedgerEvent> = [
  told("kept", "2024-01-01", "contract.started", {
    ...since,
    feeMinor: 12_000_00,
    feePer: "year",
    renewsOn: "2026-03-01",
    noticeDays: 90,
  }),
  told("more", "2024-01-01", "contract.started", since),
  told("more", "2025-07-01", "contract.changed", { ...since, feeMinor: 1_300_00 }),
  told("less", "2024-01-01", "contract.started", { ...since, feeMinor: 1_800_00, feePer: "quarter" }),
  told("less two", "2024-01-01", "contract.started", { ...since, feeMinor: 600_00 }),
  told("less two", "2025-04-01", "contract.changed", { ...since, feeMinor: 600_00, endsOn: "2025-05-31" }),
  told("lost", "2024-01-01", "contract.started", { ...since, feeMinor: 900_00 }),
  told("lost", "2025-08-05", "contract.changed", { ...since, feeMinor: 900_00, endsOn: "2025-10-31" }),
  told("dollars", "2024-01-01", "contract.started", { ...since, currency: "USD" }),
  told("new", "2025-03-01", "contract.started", {
    startsOn: "2025-03-01",
    currency: "USD",
    feeMinor: 500_00,
  }),
  told("back", "2024-01-01", "contract.started", since),
  told("back", "2024-03-01", "contract.changed", { ...since, endsOn: "2024-06-30" }),
  told("back two", "2025-06-01", "contract.started", {
    startsOn: "2025-06-01",
    feeMinor: 700_00,
    endsOn: "2026-02-28",
  }),
  told("leaving", "2025-01-01", "contract.started", { startsOn: "2025-01-01", feeMinor: 100_00 }),
  told("leaving", "2025-12-10", "contract.changed", {
    startsOn: "2025-01-01",
    feeMinor: 100_00,
    endsOn: "2026-01-31",
  }),
  told("pounds", "2024-01-01", "contract.started", { ...since, currency: "GBP" }),
];
/** A client without a contract: 1,000 a month, always paid ten days after the due day; the last of them never. */
const invoices = Array.from({ length: 24 }, (_, n): ReadonlyArray<LedgerEvent> => {
  const month = new Date(Date.UTC(2024, n, 5)).toISOString().slice(0, 10);
  const paid = new Date(Date.UTC(2024, n + 1, 15)).toISOString().slice(0, 10);
  const number = `I-${n}`;
  const invoice = books.invoice(number, month, "EUR", 1_000_00);
  const due = new Date(Date.UTC(2024, n + 1, 5)).toISOString().slice(0, 10);
  const data = { ...invoice.data, dueOn: due } as typeof invoice.data;
  return [
    booked(`invoice:${n}`, month, ["billing:free"], { ...invoice, data } as typeof invoice),
    booked(`payment:${n}`, paid, ["billing:free"], books.payment(paid, "EUR", 1_000_00, number)),
  ];
}).flat();

/** One by the hour, invoiced twice. */
const hourly: ReadonlyArray<LedgerEvent> = [
  told("hourly", "2025-01-01", "contract.started", { startsOn: "2025-01-01", feePer: "once" }),
  booked("invoice:h1", "2025-02-10", ["billing:hourly"], books.invoice("H-1", "2025-02-10", "EUR", 400_00)),
  booked("invoice:h2", "2025-06-10", ["billing:hourly"], books.invoice("H-2", "2025-06-10", "EUR", 600_00)),
];

const ids = ["hourly", "kept", "more", "less", "lost", "dollars", "new", "back", "leaving", "pounds", "free"];
const setting = {
  type: "setting.set" as const,
  data: { key: "currency.reporting", validFrom: null, value: "EUR", source: "a test" },
};

const seeded = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* direct(
      0,
      directoryEvents([
        firm(),
        setting,
        {
          type: "setting.set",
          data: { key: "churn.definition", validFrom: null, value: "contracts", source: "a test" },
        },
        ...ids.flatMap((id) => [client(id, `Client ${id}`), linked(id, `billing:${id}`)]),
      ]),
    );
    yield* projectSources(
      [],
      [rate("2024-12-31", "0.8"), rate("2025-12-31", "0.9"), ...contracts, ...invoices, ...hourly],
    );
    const store = yield* ProjectionStore;
    const at = Date.parse("2026-01-10T00:00:00Z");
    yield* store.refreshBooks({ positions: {}, sign: "first", at, report: () => Effect.void });
  }),
);

const year = { asOf: "2025-12-31", from: "2025-01-01", to: "2025-12-31" };

const served = reportingServer({ host: "127.0.0.1", port: 0 })
  .pipe(Layer.provide(letIn))
  .pipe(Layer.provideMerge(seeded.pipe(Layer.provideMerge(reportsOn(chdb, "retention")))));
const get = (path: string) =>
  Effect.gen(function* () {
    const server = yield* HttpServer.HttpServer;
    const response = yield* Effect.promise(() => ask(HttpServer.formatAddress(server.address) + path));
    return { status: response.status, body: (yield* Effect.promise(() => response.json())) as unknown };
  });

layer(served, { timeout: 60_000, excludeTestServices: true })("retention", (it) => {
  it.effect("of a year is what was worked out by hand", () =>
    Effect.gen(function* () {
      const answer = yield* (yield* Reports).retention(year);
      const kinds = Object.fromEntries(answer.items.map(({ id, kind }) => [id, kind]));
      assert.deepStrictEqual(kinds, {
        kept: "kept",
        more: "expanded",
        less: "contracted",
        lost: "lost",
        dollars: "kept",
        new: "new",
        back: "won_back",
        leaving: "new",
      });
      const { figures } = answer;
      assert.deepStrictEqual(
        [figures.openingMinor, figures.expansionMinor, figures.contractionMinor, figures.lostMinor],
        [4_900_00, 300_00, 600_00, 900_00],
      );
      assert.deepStrictEqual(
        [figures.newMinor, figures.wonBackMinor, figures.exchangeMinor, figures.closingMinor],
        [450_00 + 100_00, 700_00, 100_00, 5_050_00],
      );
      // 3,400 and 3,700 of 4,900; one of five.
      assert.deepStrictEqual(
        [figures.grossPercent, figures.netPercent, figures.logoChurnPercent],
        [69.39, 75.51, 20],
      );
      assert.deepStrictEqual(answer.unconverted, [{ currency: "GBP", contracts: 1, monthMinor: 1_000_00 }]);
      assert.strictEqual(answer.lostBecause.client_left, 1);
      assert.strictEqual(answer.currency, "EUR");
    }),
  );

  it.effect("months join end to end", () =>
    Effect.gen(function* () {
      const { figures, months } = yield* (yield* Reports).retention(year);
      assert.strictEqual(months.length, 12);
      assert.strictEqual(months[0]?.openingMinor, figures.openingMinor);
      assert.strictEqual(months.at(-1)?.closingMinor, figures.closingMinor);
      months.slice(1).forEach((month, n) => assert.strictEqual(month.openingMinor, months[n]!.closingMinor));
      assert.strictEqual(months.find(({ month }) => month === "2025-10")?.lostClients, 1);
    }),
  );

  it.effect("what came to be known later changes no figure of the day before", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const early = yield* reports.retention({ asOf: "2025-08-04", from: "2025-01-01", to: "2025-08-04" });
      const late = yield* reports.retention({ ...year, to: "2025-08-04" });
      assert.deepStrictEqual(late.figures, early.figures);
      const before = yield* reports.renewals({ asOf: "2025-08-04" });
      assert.isFalse(before.renewals.some(({ id }) => id === "lost"));
      const after = yield* reports.renewals({ asOf: "2025-08-05" });
      assert.strictEqual(after.renewals.find(({ id }) => id === "lost")?.kind, "ends_by_notice");
    }),
  );

  it.effect("renewals come by when something has to be done", () =>
    Effect.gen(function* () {
      const answer = yield* (yield* Reports).renewals({ asOf: "2025-11-20", days: 200 });
      assert.deepStrictEqual(
        answer.renewals.map(({ id, kind, on, noticeBy, noticeDaysLeft, yearMinor }) => [
          id,
          kind,
          on,
          noticeBy,
          noticeDaysLeft,
          yearMinor,
        ]),
        [
          ["kept", "renews", "2026-03-01", "2025-12-01", 11, 12_000_00],
          ["back", "ends_as_agreed", "2026-02-28", null, null, 8_400_00],
        ],
      );
      const short = yield* (yield* Reports).renewals({ asOf: "2025-11-20", days: 30 });
      assert.deepStrictEqual(
        short.renewals.map(({ id }) => id),
        ["kept"],
      );
    }),
  );

  it.effect("who has no recurring fee is expected by its months with an invoice; who has left is not", () =>
    Effect.gen(function* () {
      const answer = yield* (yield* Reports).renewals({ asOf: "2025-12-31" });
      assert.deepStrictEqual(
        answer.invoices.map(({ id }) => id),
        ["free", "hourly"],
      );
      const free = answer.invoices[0]!;
      assert.strictEqual(free.months, 24);
      assert.strictEqual(free.likelyBy, "2026-01");
      assert.approximately(free.monthValueMinor, 1_000_00, 20_00);
      assert.isAbove(free.chancePercent, 95);
      assert.isAbove(free.latePercent, 80);
      assert.strictEqual(free.eventIds.length, 5);
    }),
  );

  it.effect("revenue at risk leaves nobody out without saying so", () =>
    Effect.gen(function* () {
      const { atRisk, items } = yield* (yield* Reports).retention(year);
      const closing = items.reduce((sum, { closingMinor }) => sum + closingMinor, 0);
      assert.strictEqual(atRisk.yearMinor, 12 * closing);
      assert.strictEqual(
        atRisk.scoredMinor + atRisk.noticeGivenMinor + atRisk.unscoredMinor,
        atRisk.yearMinor,
      );
      // It has given notice; of the others nobody has ever heard a word.
      assert.strictEqual(atRisk.noticeGivenMinor, 12 * 100_00);
      assert.include(atRisk.why ?? "", "insufficient evidence");
    }),
  );

  it.effect("over HTTP and on the command line is the same", () =>
    Effect.gen(function* () {
      const span = `asOf=${year.asOf}&from=${year.from}&to=${year.to}`;
      const answer = yield* (yield* Reports).retention(year);
      assert.deepStrictEqual(RetentionAnswer.parse((yield* get(`/v1/retention?${span}`)).body), answer);
      const renewals = yield* (yield* Reports).renewals({ asOf: year.asOf, days: 90 });
      const told = yield* get(`/v1/renewals?asOf=${year.asOf}&days=90`);
      assert.deepStrictEqual(RenewalsAnswer.parse(told.body), renewals);
      assert.strictEqual((yield* get("/v1/retention?from=2026-02-01&to=2026-01-01")).status, 400);
      assert.strictEqual((yield* get("/v1/renewals?days=0")).status, 400);
      const retention = yield* reportRetention(year);
      assert.include(
        retention.render("table"),
        "Gross retention 69.4 %, net 75.5 %; 1 of 5 clients lost: 20.0 %",
      );
      assert.include(retention.render("table"), "In no figure: 1 contract of 1,000.00 GBP a month");
      assert.include(retention.render("csv"), "lost,Client lost,,,,EUR,lost,client_left,90000,");
      const list = yield* reportRenewals({ asOf: "2025-11-20", days: 200 });
      assert.match(list.render("table"), /Client kept +renews +2026-03-01 +2025-12-01 \(11 d\) +12,000\.00/);
      assert.match(list.render("csv"), /^renewal,back,Client back,,,,EUR,ends_as_agreed,2026-02-28,100,/m);
      assert.match(list.render("csv"), /^invoice,free,Client free,,,,EUR,,/m);
    }),
  );

  it.effect("amounts in another currency, each rounded by itself, at the rate of the last day", () =>
    Effect.gen(function* () {
      const inDollars = (minor: number) => Math.round(minor / 0.9);
      const span = `asOf=${year.asOf}&from=${year.from}&to=${year.to}`;
      const [own, other] = [
        RetentionAnswer.parse((yield* get(`/v1/retention?${span}`)).body),
        RetentionAnswer.parse((yield* get(`/v1/retention?${span}&currency=USD`)).body),
      ];
      assert.deepStrictEqual([own.currency, own.converted], ["EUR", null]);
      assert.strictEqual(other.currency, "USD");
      assert.deepStrictEqual(other.converted, { from: "EUR", on: "2025-12-31", rate: "1.111111" });
      assert.strictEqual(other.figures.openingMinor, inDollars(own.figures.openingMinor));
      assert.strictEqual(other.atRisk.yearMinor, inDollars(own.atRisk.yearMinor));
      assert.deepStrictEqual(
        other.items.map(({ id, closingMinor }) => [id, closingMinor]),
        own.items.map(({ id, closingMinor }) => [id, inDollars(closingMinor)]),
      );
      // Said in the currency that no rate makes another of, and no figure but amounts is touched.
      assert.deepStrictEqual(other.unconverted, own.unconverted);
      assert.strictEqual(other.figures.grossPercent, own.figures.grossPercent);
      const ahead = "/v1/renewals?asOf=2025-11-20&days=200";
      const renewals = RenewalsAnswer.parse((yield* get(`${ahead}&currency=USD`)).body);
      assert.deepStrictEqual([renewals.currency, renewals.converted?.on], ["USD", "2025-11-20"]);
      assert.strictEqual(renewals.renewals[0]?.yearMinor, 12_000_00 / 0.8);
      for (const path of ["/v1/retention?", "/v1/renewals?"])
        assert.strictEqual((yield* get(`${path}asOf=2025-12-31&currency=GBP`)).status, 400, path);
    }),
  );

  it.effect("a span without a day is refused", () =>
    Effect.gen(function* () {
      const refused = yield* Effect.flip((yield* Reports).retention({ ...year, from: "2026-02-01" }));
      assert.strictEqual(refused._tag, "InvalidSpan");
    }),
  );
});
