import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspectTickets } from "@rapport/ingest-tickets/inspectTickets";
import { describe, expect, it } from "@effect/vitest";
import { Effect } from "effect";

const map = fileURLToPath(new URL("../fixtures/tickets/servicenow/mapping.json", import.meta.url));
/** Exports by others, beside the checkout or where RAPPORT_CORPUS says; they do not ship. */
const corpus =
  process.env["RAPPORT_CORPUS"] ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));

const samples = {
  incidents: "servicenow-incident-log/incident_event_log.subset.csv",
  webhooks: "github-webhooks/webhook-examples.json",
  jira: "api-samples/jira/issue_with_changelog.json",
  freshdesk: "api-samples/freshdesk",
} as const;

const present = (name: keyof typeof samples): string | null => {
  const path = `${corpus}/${samples[name]}`;
  if (existsSync(path)) return path;
  console.warn(`LEFT OUT, for ${corpus} does not hold it: ${samples[name]}.`);
  return null;
};

describe("exports by others", () => {
  it.live("of 890 incidents: the figures that are known of them", () =>
    Effect.gen(function* () {
      const path = present("incidents");
      if (path === null) return;
      const { figures } = yield* inspectTickets({ paths: [path], map });
      expect(figures).toEqual({
        tickets: 890,
        events: 5_998,
        deleted: 0,
        reopenedTickets: 10,
        reopenings: 11,
        reassignedTickets: 391,
        slaMade: 495,
        slaMissed: 395,
        responseMedianHours: null,
        openToResolvedMedianHours: 54.47,
        unreadable: 0,
      });
    }),
  );

  it.live("of webhooks' own examples: every delivery about an issue is understood", () =>
    Effect.gen(function* () {
      const path = present("webhooks");
      if (path === null) return;
      const kinds: ReadonlyArray<{ readonly name: string; readonly examples: ReadonlyArray<object> }> =
        JSON.parse(readFileSync(path, "utf8"));
      const deliveries = kinds
        .filter(({ name }) => name === "issues" || name === "issue_comment")
        .flatMap(({ examples }) => examples);
      expect(deliveries).toHaveLength(38);
      const dir = yield* Effect.acquireRelease(
        Effect.promise(() => mkdtemp(join(tmpdir(), "rapport-webhooks-"))),
        (made) => Effect.promise(() => rm(made, { recursive: true })),
      );
      const lines = deliveries.map((delivery) => JSON.stringify(delivery)).join("\n");
      yield* Effect.promise(() => writeFile(join(dir, "deliveries.jsonl"), lines));
      const { figures, accounts, merged } = yield* inspectTickets({ paths: [dir] });
      expect(figures).toMatchObject({ unreadable: 0, deleted: 1 });
      expect(merged).toBe(1);
      expect(Object.keys(accounts)).toContain("github codertocat/hello-world");
    }).pipe(Effect.scoped),
  );

  it.live("of the vendors' API documents: nothing is left unread", () =>
    Effect.gen(function* () {
      const jira = present("jira");
      if (jira !== null) {
        const { figures, accounts } = yield* inspectTickets({ paths: [jira] });
        expect(figures).toMatchObject({ tickets: 1, events: 3, unreadable: 0 });
        expect(accounts).toEqual({ "jira example.atlassian.net": 1 });
      }
      const freshdesk = present("freshdesk");
      if (freshdesk === null) return;
      const { figures, eventsByType } = yield* inspectTickets({ paths: [freshdesk] });
      expect(figures).toMatchObject({ tickets: 1, events: 6, unreadable: 0 });
      expect(eventsByType).toMatchObject({ "ticket.replied": 2 });
    }),
  );
});
