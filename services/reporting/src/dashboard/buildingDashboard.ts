import { spawn } from "node:child_process";
import { buildProgram } from "@rapport/dashboard/build/sources";
import { Data, Effect, Fiber, Layer } from "effect";
import { builtFiles, DashboardFiles } from "./DashboardFiles.ts";

class NotBuilt extends Data.TaggedError("NotBuilt")<{ readonly message: string }> {}

/** In a process of its own: what a build takes of memory is given back. */
const build = Effect.callback<void, NotBuilt>((resume) => {
  const child = spawn(process.execPath, [buildProgram], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-2_000)));
  child.on("error", (error) => resume(Effect.fail(new NotBuilt({ message: error.message }))));
  child.on("close", (code) =>
    resume(
      code === 0 ? Effect.void : Effect.fail(new NotBuilt({ message: said.trim() || `exit code ${code}` })),
    ),
  );
  return Effect.sync(() => child.kill());
});

const files = Effect.gen(function* () {
  const before = builtFiles();
  if (before !== null) return before;
  yield* build;
  return builtFiles();
}).pipe(
  Effect.catch((error) =>
    Effect.as(Effect.logWarning(`the dashboard could not be built: ${error.message}`), null),
  ),
);

/**
 * Builds the dashboard where its sources changed since, beside whatever else starts: the first who asks for a page waits
 * for the rest of it.
 */
export const buildingDashboard = Layer.effect(
  DashboardFiles,
  Effect.map(Effect.forkScoped(files), (fiber) => Fiber.join(fiber)),
);
