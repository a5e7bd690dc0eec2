import { ChdbProcess } from "@rapport/warehouse/chdb/ChdbProcess";
import { Effect } from "effect";

/** A program with a supervised chDB process in the folder it is given; it says the process's pid, and stays. */
const [root = ""] = process.argv.slice(2);
const program = Effect.gen(function* () {
  const chdb = yield* ChdbProcess;
  const { pid } = yield* chdb.health;
  process.stdout.write(`${pid}\n`);
  return yield* Effect.never;
});
const layer = ChdbProcess.layer({ folder: `${root}/warehouse`, passwordFile: `${root}/warehouse.password` });
Effect.runFork(program.pipe(Effect.provide(layer)));
