import { assert, layer } from "@effect/vitest";
import { LinkPreview, LinkProposals, LinkSaid } from "@rapport/contracts/http/links/Links";
import { HistoryPage } from "@rapport/contracts/http/words/History";
import { WordSaid, type Word } from "@rapport/contracts/http/words/Say";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { defaultOptions } from "@rapport/projector/config";
import { runProjector } from "@rapport/projector/Projector";
import { Access } from "@rapport/reporting/access/Access";
import { openAccessStore } from "@rapport/reporting/access/AccessStore";
import { usualBounds } from "@rapport/reporting/access/RateLimits";
import { reportingServer } from "@rapport/reporting/ReportingServer";
import { Effect, Layer } from "effect";
import { HttpServer } from "effect/http";
import { afterAll } from "vitest";
import { sayingLogLayer } from "@rapport/cli/session/sayingLog";
import { startChdb } from "./support/chdb.ts";
import { officeDirectory, officeMails } from "./support/officeMails.ts";
import { appendEvents } from "./support/projectorWorld.ts";
import { reportsOn } from "./support/reporting.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const store = openAccessStore(":memory:");
const tokenOf = (name: string, role: "ops" | "analyst", money: boolean): string =>
  store.tokens.add(name, { role, money }, null, Date.now()) ?? "";
const tokens = {
  lead: tokenOf("Lena Lead", "ops", true),
  analyst: tokenOf("Ann Analyst", "analyst", false),
} as const;
type Who = keyof typeof tokens;

const projected = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* appendEvents([...officeDirectory, ...officeMails]);
    yield* Effect.forkScoped(runProjector(defaultOptions));
  }),
);
const access = Layer.succeed(Access, { store, publicUrl: null, oidc: null, bounds: usualBounds });
const place = projected.pipe(
  Layer.provideMerge(Layer.merge(MemoryEventLog.layer(), reportsOn(chdb, "words"))),
);
const served = reportingServer({ host: "127.0.0.1", port: 0 }).pipe(
  Layer.provide([sayingLogLayer, access]),
  Layer.provideMerge(place),
);

const send = (who: Who, path: string, body?: unknown) =>
  Effect.gen(function* () {
    const server = yield* HttpServer.HttpServer;
    const base = HttpServer.formatAddress(server.address);
    return yield* Effect.promise(async () => {
      const response = await fetch(base + path, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          authorization: `Bearer ${tokens[who]}`,
          "x-rapport-request": "1",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: (await response.json()) as unknown };
    });
  });

let requests = 0;
const nextRequest = (): string => `request-${++requests}`;

const sayAs = (who: Who, word: Word, requestId = nextRequest()) =>
  Effect.map(send(who, "/v1/words", { requestId, word }), ({ status, json }) => {
    assert.strictEqual(status, 200, JSON.stringify(json));
    return WordSaid.parse(json);
  });
const refusedAs = (who: Who, path: string, body: unknown) =>
  Effect.map(send(who, path, body), ({ status, json }) => {
    const { type, detail } = json as { readonly type: string; readonly detail: string };
    return { status, type: type.replace("urn:rapport:problem:", ""), detail };
  });
const historyOf = (client: string) =>
  Effect.map(send("lead", `/v1/clients/${client}/history`), ({ status, json }) => {
    assert.strictEqual(status, 200, JSON.stringify(json));
    return HistoryPage.parse(json);
  });
/** A word as the history has it: at once where the answer said so, else as soon as reports have it. */
const historyItem = (said: WordSaid) =>
  Effect.gen(function* () {
    for (let look = 0; ; look++) {
      const { items } = yield* historyOf("acme");
      const found = items.find(({ eventId }) => eventId === said.eventId);
      if (found !== undefined) return { found, items };
      assert.isFalse(said.workedIn && look === 0, `${said.type} is not worked in`);
    }
  });
const directoryRecords = Effect.flatMap(EventLog, (log) => log.endOffsets(topics.directory.name));

/** One of each kind that has its own way back. */
const words: ReadonlyArray<Word> = [
  { kind: "decision", client: "acme", action: "reprice", reason: "fee covers half", reviewOn: "2299-01-01" },
  { kind: "waiver", client: "acme", action: "part_ways", reason: "our reference", until: null },
  { kind: "play_start", client: "acme", action: "set_boundaries", reason: "hours in writing" },
  { kind: "verdict", client: "acme", verdict: "at_risk", reason: "they asked for files" },
  { kind: "snooze", client: "acme", reason: "tender, we know", until: "2299-01-01" },
  { kind: "cause", client: "acme", cause: "miscommunication", reason: "nobody wrote" },
  { kind: "flag", client: "acme", flag: "strategic", set: true, reason: "retail reference" },
  { kind: "agreed", client: "acme", responseMinutes: 240, workingHoursOnly: true, on: "2024-02-01" },
  { kind: "break", client: "acme", from: "2024-08-01", to: "2024-08-10", set: true },
  { kind: "client_end", client: "acme", cause: "client_left", noticeOn: "2024-06-01", endsOn: "2024-07-01" },
];

layer(served, { timeout: 60_000, excludeTestServices: true })("words and links over HTTP", (it) => {
  it.effect(
    "stand in the history when the answer says so, with who said them, and are taken back by what it gives",
    () =>
      Effect.gen(function* () {
        for (const word of words) {
          const said = yield* sayAs("lead", word);
          const { found } = yield* historyItem(said);
          if (found.by !== null) assert.strictEqual(found.by, "Lena Lead");
          assert.isNotNull(said.takeBack, word.kind);
          const back = yield* sayAs("lead", said.takeBack);
          assert.deepStrictEqual(back.client, { id: "acme", name: "Acme & Söhne <b>" });
          const { items } = yield* historyItem(back);
          const undone = items.find(({ eventId }) => eventId === said.eventId)?.undone;
          assert.strictEqual(undone?.by, said.wordId === null ? undefined : "Lena Lead", word.kind);
        }
      }),
  );

  it.effect("of what was agreed keep what they do not name, by the day they hold from", () =>
    Effect.gen(function* () {
      const agree = (terms: object) =>
        sayAs("lead", { kind: "agreed", client: "zero", ...terms } as Word).pipe(
          Effect.map(({ text }) => text),
        );
      assert.include(yield* agree({ responseMinutes: 480, on: "2024-03-01" }), "within 8 working hours");
      const later = yield* agree({ checkInDays: 14, workingHoursOnly: true, on: "2024-05-01" });
      assert.include(
        later,
        "within 8 working hours, a check-in every 14 days, contact in working hours only",
      );
      const said = yield* sayAs("lead", { kind: "agreed", client: "zero", checkInDays: 7, on: "2024-04-01" });
      assert.include(said.text, "from 2024-04-01: answers within 8 working hours, a check-in every 7 days");
      assert.deepInclude(said.takeBack, { responseMinutes: 480, checkInDays: null, workingHoursOnly: false });
      const gone = yield* agree({ responseMinutes: null, checkInDays: null, on: "2024-04-01" });
      assert.include(gone, "nothing is agreed");
      const refused = (who: Who, terms: object) =>
        refusedAs(who, "/v1/words", {
          requestId: nextRequest(),
          word: { kind: "agreed", client: "zero", ...terms },
        });
      assert.include((yield* refused("lead", {})).detail, "Nothing is named");
      assert.strictEqual((yield* refused("lead", { responseMinutes: 0 })).status, 400);
      assert.strictEqual((yield* refused("analyst", { checkInDays: 7 })).status, 403);
    }),
  );

  it.effect("are said once for each request, however often and at once it is sent", () =>
    Effect.gen(function* () {
      // Its figures are read first: all of them are under way before the first is said.
      const word: Word = { kind: "decision", client: "acme", action: "repair", reason: "twice" };
      const requestId = nextRequest();
      const [before] = yield* directoryRecords;
      const answers = yield* Effect.all(
        Array.from({ length: 5 }, () => sayAs("lead", word, requestId)),
        { concurrency: 5 },
      );
      const again = yield* sayAs("lead", word, requestId);
      const [after] = yield* directoryRecords;
      assert.strictEqual(after! - before!, 1);
      assert.strictEqual(new Set([...answers, again].map(({ eventId }) => eventId)).size, 1);
      assert.strictEqual(answers.filter(({ repeated }) => !repeated).length, 1);
      assert.deepStrictEqual(again, {
        ...answers.find(({ repeated }) => !repeated),
        repeated: true,
        workedIn: again.workedIn,
      });
      const other = yield* refusedAs("lead", "/v1/words", { requestId, word: { ...word, reason: "other" } });
      assert.deepInclude(other, { status: 409, type: "request-id-taken" });
    }),
  );

  it.effect(
    "are refused with what to do where the directory does not admit them, and leave nothing behind",
    () =>
      Effect.gen(function* () {
        const [before] = yield* directoryRecords;
        const refused = (word: unknown, who: Who = "lead") =>
          refusedAs(who, "/v1/words", { requestId: nextRequest(), word });
        const unknown = yield* refused({
          kind: "flag",
          client: "acmee",
          flag: "strategic",
          set: true,
          reason: "r",
        });
        assert.deepInclude(unknown, { status: 422, type: "not-sayable" });
        assert.include(unknown.detail, 'Did you mean "acme"');
        const back = {
          kind: "decision",
          client: "acme",
          action: "keep",
          reason: "r",
          on: "2024-05-01",
          reviewOn: "2024-04-01",
        };
        assert.include((yield* refused(back)).detail, "2024-04-01 is before 2024-05-01");
        const nobody = { kind: "client_resume", client: "acme" };
        assert.include((yield* refused(nobody)).detail, "Nobody has said");
        assert.include(
          (yield* refused({ kind: "undo", wordId: "d-0", reason: "r" })).detail,
          'or cause "d-0"',
        );
        assert.strictEqual(
          (yield* refused({ kind: "play_end", playId: "p-0", outcome: "worked" })).status,
          422,
        );
        const noReason = { kind: "waiver", client: "acme", action: "keep", reason: "  " };
        assert.deepInclude(yield* refused(noReason), { status: 400, type: "bad-request" });
        const forged = { kind: "verdict", client: "acme", verdict: "safe", reason: "r", givenBy: "Somebody" };
        assert.strictEqual((yield* refused(forged)).status, 400);
        const [after] = yield* directoryRecords;
        assert.strictEqual(after, before);
      }),
  );

  it.effect("are said by whose they are: analysts judge, and take back only what they said", () =>
    Effect.gen(function* () {
      const decision: Word = { kind: "decision", client: "zero", action: "keep", reason: "fine" };
      const body = { requestId: nextRequest(), word: decision };
      const refused = yield* refusedAs("analyst", "/v1/words", body);
      assert.deepInclude(refused, { status: 403, type: "not-allowed" });
      const leads = yield* sayAs("lead", decision);
      const undo: Word = { kind: "undo", wordId: leads.wordId ?? "", reason: "not mine" };
      const notTheirs = yield* refusedAs("analyst", "/v1/words", { requestId: nextRequest(), word: undo });
      assert.deepInclude(notTheirs, { status: 403, type: "not-allowed" });
      const verdict: Word = { kind: "verdict", client: "zero", verdict: "safe", reason: "quiet by season" };
      const own = yield* sayAs("analyst", verdict);
      assert.strictEqual(own.by, "Ann Analyst");
      assert.strictEqual((yield* sayAs("analyst", own.takeBack!)).type, "word.undone");
    }),
  );

  const previewOf = (query: string) =>
    Effect.map(send("lead", `/v1/links/preview?asOf=2024-02-29&${query}`), ({ json }) =>
      LinkPreview.parse(json),
    );
  it.effect("links move what the preview says, and back", () =>
    Effect.gen(function* () {
      const waiting = yield* previewOf("kind=link&client=zero&party=beta.example");
      assert.isNull(waiting.refused);
      assert.strictEqual(waiting.moves?.messages, 0.5);
      const link = { kind: "link", client: "zero", party: "beta.example" };
      const { json } = yield* send("lead", "/v1/links", { requestId: nextRequest(), link });
      const said = LinkSaid.parse(json);
      assert.strictEqual(said.party, "domain:beta.example");
      const linked = yield* previewOf("kind=link&client=acme&party=beta.example");
      assert.include(linked.refused?.what, "linked to =Zero already");
      assert.isNull(linked.moves);
      const counting = yield* previewOf("kind=unlink&client=zero&party=beta.example");
      assert.deepStrictEqual([counting.refused, counting.moves], [null, waiting.moves]);
      const back = yield* send("lead", "/v1/links", { requestId: nextRequest(), link: said.takeBack });
      assert.isFalse(LinkSaid.parse(back.json).repeated);
      const again = yield* previewOf("kind=link&client=zero&party=beta.example");
      assert.isNull(again.refused);
    }),
  );

  it.effect("links of some days take what came on these", () =>
    Effect.gen(function* () {
      const day = "kind=link&client=zero&party=beta.example";
      assert.strictEqual((yield* previewOf(`${day}&to=2024-01-13`)).moves?.messages, 0);
      assert.strictEqual((yield* previewOf(`${day}&from=2024-01-13&to=2024-01-14`)).moves?.messages, 0.5);
      assert.strictEqual((yield* previewOf(`${day}&from=2024-01-14`)).moves?.messages, 0);
    }),
  );

  it.effect("links are refused for the firm's own, and proposals name who a party may belong to", () =>
    Effect.gen(function* () {
      const link = { kind: "link", client: "acme", party: "me@rapport.example" };
      const own = yield* refusedAs("lead", "/v1/links", { requestId: nextRequest(), link });
      assert.deepInclude(own, { status: 422, type: "not-sayable" });
      assert.include(own.detail, "the firm's own");
      const { json } = yield* send("lead", "/v1/links/proposals?asOf=2024-02-29");
      const proposals = LinkProposals.parse(json);
      assert.includeMembers(
        proposals.items.map(({ party }) => party),
        ["domain:beta.example"],
      );
    }),
  );
});
