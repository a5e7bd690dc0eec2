import { spawnSync } from "node:child_process";
import { buildProgram } from "@rapport/dashboard/build/sources";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { Access } from "@rapport/reporting/access/Access";
import { openAccessStore } from "@rapport/reporting/access/AccessStore";
import { usualBounds } from "@rapport/reporting/access/RateLimits";
import { reportingServer } from "@rapport/reporting/ReportingServer";
import { Effect, Layer, ManagedRuntime } from "effect";
import { HttpServer } from "effect/http";
import { startChdb } from "../../integration/support/chdb.ts";
import { fillManyClients } from "../../integration/support/manyClients.ts";
import { reportsOn } from "../../integration/support/reporting.ts";
import type { Server } from "./lookAt.ts";
import { openSession } from "./openSession.ts";

/** A server over very many clients that stand in the warehouse alone, and a session at it; `stop` ends both. */
export const startMany = async (
  clients: number,
): Promise<Server & { readonly stop: () => Promise<void> }> => {
  // A server in this process shows the pages that are built, and builds none.
  if (spawnSync(process.execPath, [buildProgram], { stdio: "inherit" }).status !== 0)
    throw new Error("The pages could not be built.");
  const chdb = await startChdb();
  const store = openAccessStore(":memory:");
  const access = Layer.succeed(Access, { store, publicUrl: null, oidc: null, bounds: usualBounds });
  const runtime = ManagedRuntime.make(
    reportingServer({ host: "127.0.0.1", port: 0 }).pipe(
      Layer.provide(access),
      Layer.provideMerge(reportsOn(chdb, "many")),
    ),
  );
  const stop = async () => {
    await runtime.dispose();
    store.close();
    await chdb.stop();
  };
  const filled = Effect.gen(function* () {
    yield* fillManyClients(clients);
    yield* (yield* ProjectionStore).refreshConversations;
    return HttpServer.formatAddress((yield* HttpServer.HttpServer).address);
  });
  try {
    const url = await runtime.runPromise(filled);
    const cookie = await openSession(`${url}/session/open?token=${store.links.make(Date.now())}`);
    return { url, cookie, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
