import { mkdtempSync, rmSync, existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { ingestEmail } from "@rapport/ingest-email/IngestEmail";
import { sampleMailbox } from "@rapport/ingest-email/sampleMailbox";
import { catchUp } from "@rapport/projector/CatchUp";
import { reportClients, reportFreshness } from "@rapport/reporting/commandReports";
import { ReportsLive } from "@rapport/reporting/Reports";
import { DataFolder, pathsOf } from "@rapport/runtime/DataFolder";
import { usageError } from "@rapport/runtime/Failure";
import { claimFolder } from "@rapport/runtime/FolderOwner";
import { openWarehouse } from "@rapport/runtime/OpenWarehouse";
import { eventLogLayer } from "@rapport/runtime/Platform";
import { readSetting } from "@rapport/runtime/Setting";
import { settings } from "@rapport/runtime/Settings";
import { Effect, Layer, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { unsaidFirm } from "@rapport/domain/directory/ownParties";
import { say } from "../directory/directoryLog.ts";
import { answer, answerTable, remark } from "../output.ts";
import { userPath } from "../paths.ts";
import { makeProgressLine, standardError } from "../ProgressLine.ts";
import { rapport } from "../rapport.ts";
import { projectionLayer } from "../session/projectionLayer.ts";
import { projecting, serving } from "../up/runParts.ts";
import { addressText, serveFlags } from "./up.ts";

/** A folder of its own that goes with the demo. */
const temporaryFolder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "rapport-demo-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })),
);

/** A folder the user named: new, or one a demo made before. The sample does not belong among real mail. */
const namedFolder = (root: string) =>
  Effect.gen(function* () {
    const mark = join(root, "demo");
    if (existsSync(pathsOf(root).logFile) && !existsSync(mark)) {
      return yield* usageError(
        `${root} holds data that is not the demo's`,
        "Name a new folder, or leave --data out: then the demo uses a temporary one.",
      );
    }
    return { root, mark };
  });

const folderLayer = Layer.unwrap(
  Effect.gen(function* () {
    const { data } = yield* rapport;
    if (Option.isNone(data)) return DataFolder.layerAt(yield* temporaryFolder);
    const { root, mark } = yield* namedFolder(userPath(data.value));
    const marked = Layer.effectDiscard(Effect.sync(() => writeFileSync(mark, "")));
    return marked.pipe(Layer.provideMerge(DataFolder.layerAt(root)));
  }),
);

const readSample = Effect.gen(function* () {
  const progress = makeProgressLine(standardError());
  const { ownDomains, ownAddresses, path, account } = sampleMailbox;
  const data = { ...unsaidFirm, ownDomains: [...ownDomains], ownAddresses: [...ownAddresses] };
  yield* say([{ type: "firm.configured", data }]);
  const read = { paths: [path], account, onProgress: progress.report };
  const summary = yield* ingestEmail(read).pipe(Effect.provide(layerMailParserPool()));
  yield* progress.done;
  yield* remark(`Read the sample mailbox: ${summary.messages} messages of 2002 from a public corpus.`);
  yield* catchUp(progress.report);
  yield* progress.done;
});

/** Shown as of the sample's last day: seen from today, everybody in it has been silent for decades. */
const showClients = Effect.gen(function* () {
  const { data } = yield* reportFreshness;
  const asOf = data.sources[0]?.lastEventAt?.slice(0, 10);
  const clients = yield* reportClients({ asOf });
  yield* answerTable(clients.render("table"));
  return asOf;
}).pipe(Effect.provide(ReportsLive));

/** `rapport demo` */
export const demo = Command.make(
  "demo",
  {
    once: Flag.Boolean("once").pipe(
      Flag.withDescription("Print the table and end, instead of serving the page until Ctrl-C"),
      Flag.withDefault(false),
    ),
    ...serveFlags,
  },
  ({ once, port, host }) =>
    Effect.gen(function* () {
      const claim = yield* claimFolder({ command: "rapport demo", lasting: true, projects: true });
      yield* remark("Starting Rapport on a fresh data folder…");
      const warehouse = yield* openWarehouse(claim);
      const show = Effect.gen(function* () {
        yield* readSample;
        const asOf = yield* showClients;
        if (once) return;
        const options = {
          port: Option.isSome(port) ? port.value : yield* readSetting(settings.httpPort),
          host: Option.isSome(host) ? host.value : yield* readSetting(settings.httpHost),
        };
        const url = yield* serving(options);
        yield* answer(`\n${addressText(url, asOf)}\nCtrl-C stops it.`);
        return yield* Effect.never;
      });
      yield* Effect.raceAllFirst([show, projecting, warehouse.failed]).pipe(
        Effect.provide(projectionLayer(warehouse.address)),
      );
    }).pipe(Effect.scoped, Effect.provide(eventLogLayer.pipe(Layer.provideMerge(folderLayer)))),
).pipe(
  Command.withDescription(
    "Show Rapport on a sample mailbox: starts everything on a temporary data folder, prints the client table, and serves the page until Ctrl-C (exit code 130).",
  ),
  Command.withExamples([{ command: "rapport demo" }, { command: "rapport demo --once" }]),
);
