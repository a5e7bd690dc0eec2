import { projectionTables } from "@rapport/projector/Tables";
import { migrate } from "@rapport/warehouse/Migrations";
import { Effect, Redacted } from "effect";
import { asker } from "../../support/ask.ts";
import { exited, type Running, spawnChdb, startChdb } from "../../support/chdb.ts";

/** Answers one statement with its text. Fails loudly. */
export type Asked = (sql: string) => Promise<string>;

/** A chDB process as the warehouse's server over HTTP, which can be killed and started again on its port. */
export interface ChdbServer {
  readonly url: string;
  readonly password: string;
  readonly pid: () => number;
  /** An empty database of that name with the projection's own tables, which is quick to make. */
  readonly makeDatabase: (name: string) => Promise<void>;
  /** One with every table and view: services as they are deployed keep books, too. */
  readonly makeWholeDatabase: (name: string) => Promise<void>;
  readonly ask: (database: string) => Asked;
  readonly kill: () => Promise<void>;
  /** Resolves when the present process has ended. */
  readonly ended: () => Promise<unknown>;
  readonly startAgain: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export const startChdbServer = async (): Promise<ChdbServer> => {
  const first = await startChdb();
  const port = Number(new URL(first.url).port);
  let running: Running = first;
  const ask = (database: string) => async (sql: string) => {
    const answer = await asker(running)(sql, { database });
    if (answer.status !== 200) throw new Error(`${answer.text} (${sql.slice(0, 200)})`);
    return answer.text;
  };
  const template = "template";
  await Effect.runPromise(
    migrate({ url: first.url, password: Redacted.make(first.password), database: template }),
  );
  return {
    url: first.url,
    password: first.password,
    pid: () => running.pid,
    makeWholeDatabase: (database) =>
      Effect.runPromise(
        Effect.asVoid(migrate({ url: first.url, password: Redacted.make(first.password), database })),
      ),
    makeDatabase: async (name) => {
      await ask(template)(`CREATE DATABASE ${name} ENGINE = Atomic`);
      for (const table of projectionTables)
        await ask(template)(`CREATE TABLE ${name}.${table} AS ${template}.${table}`);
      // Services ask which migrations a database has had.
      await ask(template)(`CREATE TABLE ${name}.schema_migration AS ${template}.schema_migration`);
      await ask(template)(`INSERT INTO ${name}.schema_migration SELECT * FROM ${template}.schema_migration`);
    },
    ask,
    kill: async () => {
      running.process.kill("SIGKILL");
      await exited(running.process);
    },
    ended: () => exited(running.process),
    startAgain: async () => {
      running = await spawnChdb(first.folder, first.password, port);
    },
    stop: async () => {
      running.process.kill("SIGTERM");
      await exited(running.process);
      await first.stop();
    },
  };
};
