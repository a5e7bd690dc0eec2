import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, describe, it } from "@effect/vitest";
import type { AlertRow } from "@rapport/contracts/http/alerts/Alerts";
import { Effect } from "effect";
import { type AlertChannel, DeliveryFailed } from "./AlertChannel.ts";
import { deliverAlerts, type DeliveryLedger } from "./deliverAlerts.ts";
import { logFileChannel } from "./LogFileChannel.ts";
import { webhookHeaders } from "./signWebhook.ts";
import { webhookChannel } from "./WebhookChannel.ts";

const today = "2026-11-23";
const alert = (number: number, over: Partial<AlertRow> = {}): AlertRow => ({
  id: number.toString(16).padStart(32, "0"),
  kind: "risk",
  cause: "risk_high",
  client: { id: "acme", name: "Acme Ltd" },
  owner: "ann",
  ownerName: "Ann",
  week: "2026-11-16",
  raisedOn: "2026-11-22",
  text: "the risk that they give notice is high",
  band: "high",
  shown: "band",
  chancePercent: null,
  revenueYearMinor: 1_000_000,
  revenueTrendPercent: 100,
  reasons: [],
  state: "told",
  stateText: null,
  again: false,
  closedOn: null,
  evidence: { risk: "", money: "" },
  ...over,
});

/** What was delivered, kept in memory; `afterWrite` is run behind every write. */
const memoryLedger = () => {
  const values = new Map<string, string>();
  const ledger: DeliveryLedger<never> = {
    read: (channel) => Effect.sync(() => values.get(channel)),
    write: (channel, value) => Effect.sync(() => void values.set(channel, value)),
  };
  return ledger;
};
const noting = () => {
  const had: Array<string> = [];
  const channel: AlertChannel = { name: "test", deliver: ({ id }) => Effect.sync(() => void had.push(id)) };
  return { had, channel };
};
const numbers = (ids: ReadonlyArray<string>) => ids.map((id) => Number.parseInt(id, 16));

describe("delivering alerts", () => {
  it.effect("tells each once, oldest first, and none that was dropped or snoozed", () =>
    Effect.gen(function* () {
      const { had, channel } = noting();
      const ledger = memoryLedger();
      const first = [
        alert(3),
        alert(1, { state: "over_budget" }),
        alert(2, { state: "snoozed" }),
        alert(4, { raisedOn: "2026-11-16" }),
      ];
      assert.strictEqual(yield* deliverAlerts(first, channel, ledger, today), 2);
      assert.strictEqual(yield* deliverAlerts(first, channel, ledger, today), 0);
      assert.strictEqual(yield* deliverAlerts([...first, alert(9)], channel, ledger, today), 1);
      assert.deepStrictEqual(numbers(had), [4, 3, 9]);
    }),
  );

  it.effect("begins with the last week, and tells late what late data bring up, for five weeks", () =>
    Effect.gen(function* () {
      const { had, channel } = noting();
      const ledger = memoryLedger();
      yield* deliverAlerts([alert(1, { raisedOn: "2026-11-15" }), alert(2)], channel, ledger, today);
      assert.deepStrictEqual(numbers(had), [2]);
      const later = [alert(3, { raisedOn: "2026-11-29" }), alert(4, { raisedOn: "2026-11-22" })];
      yield* deliverAlerts(later, channel, ledger, "2027-01-01");
      assert.deepStrictEqual(numbers(had), [2, 3]);
    }),
  );

  it.effect("has what failed told the next time, and nothing before it again", () =>
    Effect.gen(function* () {
      const ledger = memoryLedger();
      const { had, channel } = noting();
      const failing: AlertChannel = {
        name: "test",
        deliver: (message) =>
          Number.parseInt(message.id, 16) === 2
            ? Effect.fail(new DeliveryFailed({ channel: "test", problem: "", action: "", over: false }))
            : channel.deliver(message),
      };
      const alerts = [alert(1), alert(2), alert(3)];
      yield* Effect.flip(deliverAlerts(alerts, failing, ledger, today));
      assert.deepStrictEqual(numbers(had), [1]);
      yield* deliverAlerts(alerts, channel, ledger, today);
      assert.deepStrictEqual(numbers(had), [1, 2, 3]);
    }),
  );
});

const inFolder = <A, E>(use: (folder: string) => Effect.Effect<A, E>) =>
  Effect.acquireUseRelease(
    Effect.promise(() => mkdtemp(join(tmpdir(), "rapport-alerts-"))),
    use,
    (folder) => Effect.promise(() => rm(folder, { recursive: true })),
  );

describe("the log of alerts", () => {
  it.effect("has each once, also when it was written and not noted, or a line was cut off", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const path = join(folder, "alerts.jsonl");
        const channel = logFileChannel(path);
        yield* deliverAlerts([alert(1)], channel, memoryLedger(), today);
        yield* deliverAlerts([alert(1), alert(2)], channel, memoryLedger(), today);
        const cut = (yield* Effect.promise(() => readFile(path, "utf8"))).slice(0, -40);
        yield* Effect.promise(() => writeFile(path, cut));
        yield* deliverAlerts([alert(1), alert(2)], channel, memoryLedger(), today);
        const lines = (yield* Effect.promise(() => readFile(path, "utf8"))).trimEnd().split("\n");
        assert.strictEqual(lines.length, 3);
        const whole = [lines[0]!, lines[2]!].map((line) => JSON.parse(line) as { data: { id: string } });
        assert.deepStrictEqual(numbers(whole.map(({ data }) => data.id)), [1, 2]);
      }),
    ),
  );

  it.effect("says what is wrong when it cannot be written", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const channel = logFileChannel(join(folder, "none", "alerts.jsonl"));
        const error = yield* Effect.flip(deliverAlerts([alert(1)], channel, memoryLedger(), today));
        assert.include(error.message, "ENOENT");
      }),
    ),
  );
});

interface Got {
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A receiver that answers one status after the other, the last for ever. */
const receiver = (statuses: ReadonlyArray<number>) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const got: Array<Got> = [];
      const server = createServer((request, response) => {
        let body = "";
        request.on("data", (part: Buffer) => (body += part.toString("utf8")));
        request.on("end", () => {
          got.push({ headers: request.headers, body });
          response
            .writeHead(statuses[Math.min(got.length, statuses.length) - 1]!, { location: "/elsewhere" })
            .end("{}");
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=secret`);
      return { got, url, server };
    }),
    ({ server }) => Effect.promise(() => new Promise((resolve) => server.close(resolve))),
  );

const secret = Buffer.alloc(32, 7);
const to = (url: URL) => webhookChannel({ url, secret, firstDelayMs: 1, tries: 4 });

describe("the webhook", () => {
  it.live("is signed, and tried under one id until it is taken", () =>
    Effect.gen(function* () {
      const { got, url } = yield* receiver([500, 302, 429, 204]);
      assert.strictEqual(yield* deliverAlerts([alert(1)], to(url), memoryLedger(), today), 1);
      assert.strictEqual(got.length, 4);
      assert.strictEqual(
        new Set(got.map(({ body, headers }) => `${String(headers["webhook-id"])}${body}`)).size,
        1,
      );
      for (const { headers, body } of got) {
        const id = String(headers["webhook-id"]);
        const seconds = Number(headers["webhook-timestamp"]);
        assert.strictEqual(
          headers["webhook-signature"],
          webhookHeaders(secret, { id, body }, seconds)["webhook-signature"],
        );
      }
    }).pipe(Effect.scoped),
  );

  it.live("gives up for now after its tries, and at once when the receiver is gone", () =>
    Effect.gen(function* () {
      const down = yield* receiver([503]);
      const error = yield* Effect.flip(deliverAlerts([alert(1)], to(down.url), memoryLedger(), today));
      assert.strictEqual(down.got.length, 4);
      assert.include(error.message, "answered 503");
      assert.notInclude(error.message + to(down.url).name, "token");
      assert.notInclude(error.message + to(down.url).name, "hook?");
      const gone = yield* receiver([410]);
      yield* Effect.flip(deliverAlerts([alert(1)], to(gone.url), memoryLedger(), today));
      assert.strictEqual(gone.got.length, 1);
    }).pipe(Effect.scoped),
  );

  it.live("says so when nobody listens", () =>
    Effect.gen(function* () {
      const { url } = yield* Effect.scoped(receiver([204]));
      const error = yield* Effect.flip(deliverAlerts([alert(1)], to(url), memoryLedger(), today));
      assert.include(error.message, "ECONNREFUSED");
    }),
  );
});
