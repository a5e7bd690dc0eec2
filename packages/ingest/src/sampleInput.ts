import { hash } from "node:crypto";
import { Stream } from "effect";
import type { Draft, Found, FoundEvent, FoundProblem } from "./Found.ts";
import type { FoundInput } from "./FoundInput.ts";

/** What a file of a test says of a document. */
export interface SampleItem {
  readonly key: string;
  /** Its content: the same number, the same content. */
  readonly says: number;
  readonly revision?: number | null;
  readonly topic?: FoundEvent["topic"];
  /** A dead letter instead, for this reason. */
  readonly bad?: string;
  readonly position?: string;
}

const day = 86_400_000;

const draftOf = (item: SampleItem, before: string | null): Draft => {
  const envelope = { occurredAt: item.says * day, parties: ["billing:c-1"], members: [] };
  return item.topic === "interactions"
    ? {
        ...envelope,
        type: "ticket.sla_assessed",
        data: {
          ticket: `desk:a:${item.key}`,
          actor: { side: "system", party: null },
          policy: `p${item.says}`,
          kept: true,
        },
      }
    : {
        ...envelope,
        // As contracts do: the type says what this version changed.
        type: before === null ? "contract.started" : "contract.changed",
        data: {
          status: "posted",
          contract: item.key,
          startsOn: "2024-01-01",
          endsOn: null,
          renewsOn: null,
          currency: "GBP",
          feeMinor: item.says,
          feePer: "month",
          retainerMinutesPerMonth: null,
          hourlyMinor: null,
          noticeDays: null,
        },
      };
};

const pathOf = (file: string): string => `/in/${file}`;

const foundOf = (file: string, item: SampleItem, index: number): FoundEvent | FoundProblem => {
  const position = item.position ?? String(index + 1);
  const at = { connector: "sample", account: "a", file, position, path: pathOf(file) };
  if (item.bad !== undefined)
    return {
      kind: "problem",
      at,
      code: "invalid_row",
      reason: item.bad,
      issues: [{ path: "fee", message: item.bad }],
      sizeBytes: 1,
      sha256: null,
    };
  return {
    kind: "event",
    topic: item.topic ?? "ledger",
    at,
    key: item.key,
    global: false,
    revision: item.revision ?? null,
    logKey: item.key,
    note: `said ${item.says}`,
    draft: (before) => draftOf(item, before),
  };
};

/** An input of files that say these things. Its files' sizes and times follow what they say, as on disk they would. */
export const sampleInput = (files: Readonly<Record<string, ReadonlyArray<SampleItem>>>): FoundInput => {
  const sizeOf = (items: ReadonlyArray<SampleItem>): number =>
    Number.parseInt(hash("sha256", JSON.stringify(items), "hex").slice(0, 8), 16);
  const found = Object.entries(files).flatMap(([file, items]): ReadonlyArray<Found> => [
    ...items.map((item, index) => foundOf(file, item, index)),
    { kind: "fileEnd", file, sizeBytes: sizeOf(items) },
  ]);
  return {
    source: "samples",
    connector: "sample",
    account: "a",
    inputs: {
      files: Object.entries(files).map(([file, items]) => ({
        file,
        path: pathOf(file),
        sizeBytes: sizeOf(items),
        modifiedAtMs: 0,
      })),
      problems: [],
      bytesTotal: 0,
      bytesRead: () => 0,
    },
    reader: "sample-1",
    readWith: { paths: "/in" },
    found: Stream.fromIterable(found),
  };
};
