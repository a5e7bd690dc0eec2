import { join } from "node:path";
import { catchUp } from "@rapport/projector/CatchUp";
import { reportClients } from "@rapport/reporting/commandReports";
import { ReportsLive } from "@rapport/reporting/Reports";
import { DataFolder } from "@rapport/runtime/DataFolder";
import { claimInstallation } from "@rapport/runtime/Installation";
import { openWarehouse } from "@rapport/runtime/OpenWarehouse";
import { eventLogLayer } from "@rapport/runtime/Platform";
import { Clock, Deferred, Effect, Layer } from "effect";
import { Command, Flag } from "effect/cli";
import { demoAgency, type DemoSize, type DemoStep, demoSteps } from "../demo/agency.ts";
import { demoFolder } from "../demo/demoFolder.ts";
import { fitRisk, sayWhatLeavingIs } from "../demo/fitRisk.ts";
import { answer, answerTable, remark } from "../output.ts";
import { makeProgressLine, standardError } from "../ProgressLine.ts";
import { projectionLayer } from "../session/projectionLayer.ts";
import { projecting, serving } from "../up/runParts.ts";
import { agencyEnd } from "./simulate.ts";
import { serveFlags, serveOptions } from "../up/serveFlags.ts";
import { addressText } from "./up.ts";

/** Runs a step and says in a line what it did and how long that took. */
const told = <E, R>({
  name,
  unit,
  run,
}: Omit<DemoStep, "run"> & { readonly run: Effect.Effect<number, E, R> }) =>
  Effect.gen(function* () {
    const startedMs = yield* Clock.currentTimeMillis;
    const count = yield* run;
    const seconds = (((yield* Clock.currentTimeMillis) - startedMs) / 1000).toFixed(1);
    yield* remark(`${name.padEnd(10)} ${count.toLocaleString("en").padStart(8)} ${unit} in ${seconds} s`);
  });

const readAll = (size: DemoSize, read: Deferred.Deferred<void>) =>
  Effect.gen(function* () {
    const { root } = yield* DataFolder;
    const progress = makeProgressLine(standardError(), { saysEnd: false });
    for (const step of demoSteps(join(root, "agency"), size, progress.report))
      yield* told({ ...step, run: Effect.ensuring(step.run, progress.done) });
    yield* sayWhatLeavingIs;
    yield* Deferred.succeed(read, undefined);
    yield* catchUp(progress.report);
    yield* progress.done;
    yield* told({ name: "risk", unit: "four-week periods of clients, learnt from", run: fitRisk });
    yield* catchUp(progress.report);
    yield* progress.done;
  });

/** Shown as of the agency's last day, whatever the day is today. */
const showClients = Effect.gen(function* () {
  const clients = yield* reportClients({ asOf: demoAgency.end });
  yield* answerTable(clients.render("table"));
}).pipe(Effect.provide(ReportsLive));

/** `rapport demo` */
export const demo = Command.make(
  "demo",
  {
    once: Flag.Boolean("once").pipe(
      Flag.withDescription("Print the table and end, instead of serving the page until Ctrl-C"),
      Flag.withDefault(false),
    ),
    clients: Flag.Int("clients").pipe(
      Flag.withDefault(demoAgency.clients),
      Flag.withDescription("How many clients the simulated agency has"),
    ),
    months: Flag.Int("months").pipe(
      Flag.withDefault(demoAgency.months),
      Flag.withDescription("How many months of it are simulated"),
    ),
    ...serveFlags,
  },
  ({ once, clients, months, ...flags }) =>
    Effect.gen(function* () {
      yield* agencyEnd({ ...demoAgency, clients, months });
      const share = yield* claimInstallation({ command: "rapport demo", lasting: true, projects: true });
      yield* remark("Starting Rapport on a fresh data folder…");
      const warehouse = yield* openWarehouse(share);
      const read = yield* Deferred.make<void>();
      const show = Effect.gen(function* () {
        yield* readAll({ clients, months }, read);
        yield* showClients;
        if (once) return;
        const served = yield* serving(yield* serveOptions(flags), warehouse.address);
        yield* answer(`\n${yield* addressText(served, demoAgency.end)}\nCtrl-C stops it.`);
        return yield* Effect.never;
      });
      yield* Effect.raceAllFirst([
        show,
        Effect.andThen(Deferred.await(read), projecting),
        warehouse.failed,
      ]).pipe(Effect.provide(projectionLayer(warehouse.address)));
    }).pipe(Effect.scoped, Effect.provide(eventLogLayer.pipe(Layer.provideMerge(demoFolder)))),
).pipe(
  Command.withDescription(
    "Show Rapport on a simulated agency of 80 clients and a real sample mailbox: starts everything on a temporary data folder, reads the mail, tickets, meetings and books in, prints the client table, and serves the page until Ctrl-C (exit code 130).",
  ),
  Command.withExamples([{ command: "rapport demo" }, { command: "rapport demo --once" }]),
);
