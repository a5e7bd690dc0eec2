import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { ingestEmail } from "@rapport/ingest-email/IngestEmail";
import { catchUp } from "@rapport/projector/CatchUp";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { simulateAgency } from "@rapport/simulator/simulateAgency";
import { startKafkaFaultProxy } from "@rapport/testing/faults/KafkaFaultProxy";
import { Effect } from "effect";
import { assert, describe, inject, it } from "vitest";
import { assertSound } from "../support/assertVerdict.ts";
import { cleanRun, logOf, quiet } from "../support/FaultBench.ts";
import { differences } from "../support/FaultRun.ts";
import { recoveryBoundMs, takesTurn } from "../support/faultSettings.ts";
import { faultSuite } from "../support/faultSuite.ts";
import { startService } from "../support/services.ts";
import { tableHashes } from "../support/tableHashes.ts";
import { eventsInLog } from "../support/verdict.ts";

/** The services as they are deployed, ended politely and not. */
const suite = faultSuite(async () => ({ brokers: inject("kafka").brokers, replicas: 1 }));

const timeoutMs = 300_000;

if (takesTurn(0, 2))
  describe("projector services under load", () => {
    it(
      "told to end by SIGTERM, finish and commit what is in hand, and end with the documented code",
      async () => {
        const { kafka, projectors, recovery, verdict } = await suite.start({ services: true });
        let ended = 0;
        // Both have committed in the newest generation since the last one ended: who joins amid a batch takes it away.
        const settled = () => {
          const since = kafka.commits.slice(ended);
          const newest = Math.max(...since.map(({ generation }) => generation));
          const members = since.filter(({ generation }) => generation === newest);
          return projectors.every(({ name }) => members.some(({ clientId }) => clientId === name));
        };
        for (const projector of [...projectors, ...projectors]) {
          while (!settled()) await wait(5);
          const { name } = projector;
          const mine = () => kafka.commits.filter(({ clientId }) => clientId === name);
          // Amid a batch: an intent is the last that was heard of it.
          const before = mine().length;
          while (mine().length === before || mine().at(-1)!.metadata === "") await wait(5);
          const { code, errors } = await projector.end("SIGTERM");
          assert.strictEqual(code, exitCodes.terminated, errors);
          // Where somebody else has committed since, it was not its own any more.
          const last = new Map(
            kafka.commits.map((commit) => [`${commit.topic}/${commit.partition}`, commit]),
          );
          for (const [place, { clientId, metadata }] of last)
            if (clientId === name) assert.strictEqual(metadata, "", `${place} was left undone: ${errors}`);
          // It has left the group: nobody waits for its session to run out.
          ended = kafka.commits.length;
          await recovery(recoveryBoundMs);
        }
        assertSound("projectors ended by SIGTERM", await verdict());
      },
      timeoutMs,
    );
  });

if (takesTurn(1, 2))
  describe("an ingest service", () => {
    it(
      "is killed amid its appends, before and after the brokers have them, while another stands by",
      async () => {
        const folder = await mkdtemp(join(tmpdir(), "rapport-mail-"));
        const watched = join(folder, "watched");
        await mkdir(watched);
        const endDay = Date.UTC(2026, 9, 31) / 86_400_000;
        const agency = { seed: 7, clients: 6, members: 4, months: 1, endDay };
        for (const _ of simulateAgency(agency, folder)) continue;
        const mailboxes = (await readdir(join(folder, "mail"))).toSorted();
        const { chdb, fresh, brokers } = suite.bench();
        const direct = await fresh({ whole: true });
        const kafka = await startKafkaFaultProxy(brokers);
        const place = { ...direct, brokers: kafka.brokers };
        const [first = "", ...others] = mailboxes;
        await copyFile(join(folder, "mail", first), join(watched, first));
        const env = {
          RAPPORT_EMAIL_PATHS: watched,
          RAPPORT_EMAIL_ACCOUNT: "office",
          RAPPORT_EMAIL_POLL: "1 second",
        };
        const ingests = ["ingest-a", "ingest-b"].map((name) =>
          startService("ingest-email", name, place, env),
        );
        const projector = startService("projector", "projector", place);
        try {
          for (const [time, mailbox] of others.entries()) {
            const faults = ingests.map((ingest) => ({
              ingest,
              fault: kafka.inject({
                apis: ["Produce"],
                clientId: ingest.name,
                kind: "cut",
                when: time % 2 === 0 ? "before" : "after",
                times: 1,
              }),
            }));
            await copyFile(join(folder, "mail", mailbox), join(watched, mailbox));
            const hit = await Promise.race(
              faults.map(({ ingest, fault }) => fault.hit(1).then(() => ingest)),
            );
            assert.strictEqual((await hit.end("SIGKILL")).signal, "SIGKILL");
            for (const { fault } of faults) fault.clear();
          }
          const mail = ingestEmail({ paths: [watched], account: "office" }).pipe(
            Effect.provide(layerMailParserPool({ workers: 1 })),
          );
          const clean = await cleanRun(chdb, `${direct.database}_clean`, mail);
          const read = () => Effect.runPromise(Effect.provide(eventsInLog, logOf(direct)));
          const missing = async () => [...clean.events].filter((event) => !held.has(event));
          let held = await read();
          while ((await missing()).length > 0) {
            await wait(500);
            held = await read();
          }
          assert.deepStrictEqual([...held].toSorted(), [...clean.events].toSorted());
          await Effect.runPromise(Effect.provide(catchUp(quiet), logOf(direct)));
          assert.deepStrictEqual(differences(clean.tables, await tableHashes(chdb.ask(direct.database))), []);
        } finally {
          await Promise.all([...ingests, projector].map((service) => service.stop()));
          await kafka.stop();
          await rm(folder, { recursive: true, force: true });
        }
      },
      timeoutMs,
    );
  });
