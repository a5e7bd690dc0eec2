import { createHash } from "node:crypto";
import type { MemoryTables, RollUp } from "./MemoryTables.ts";

const factLines = (tables: MemoryTables): Array<string> =>
  [...tables.facts.values()].map(({ event }) => {
    const { id, type, version, occurredAt, parties, members, data } = event;
    return JSON.stringify(["fact", id, type, version, occurredAt, parties, members, data]);
  });

const sourceFactLines = (tables: MemoryTables): Array<string> =>
  [...tables.sourceFacts.values()].map(({ event }) => {
    const { id, type, version, occurredAt, parties, members, data } = event;
    return JSON.stringify(["source-fact", id, type, version, occurredAt, parties, members, data]);
  });

/** Roll-ups summed over partitions, as readers see them. */
export const sumOverPartitions = (tables: MemoryTables): Map<string, Omit<RollUp, "partition">> => {
  const sums = new Map<string, Omit<RollUp, "partition">>();
  const earlier = (a: number | null, b: number | null) =>
    a === null || b === null ? (a ?? b) : Math.min(a, b);
  const later = (a: number | null, b: number | null) =>
    a === null || b === null ? (a ?? b) : Math.max(a, b);
  for (const rows of tables.rollUps.values())
    for (const { partition: _partition, ...row } of rows.values()) {
      const key = `${row.day}/${row.party}`;
      const sum = sums.get(key);
      if (sum === undefined) sums.set(key, row);
      else
        sums.set(key, {
          day: row.day,
          party: row.party,
          sent: sum.sent + row.sent,
          sentAutomatic: sum.sentAutomatic + row.sentAutomatic,
          sentWords: sum.sentWords + row.sentWords,
          addressed: sum.addressed + row.addressed,
          addressedAutomatic: sum.addressedAutomatic + row.addressedAutomatic,
          toneMilliSum: sum.toneMilliSum + row.toneMilliSum,
          firstSentAt: earlier(sum.firstSentAt, row.firstSentAt),
          lastSentAt: later(sum.lastSentAt, row.lastSentAt),
        });
    }
  return sums;
};

/** SHA-256 over everything that is a function of the set of events, in an order of its own. */
export const stateHashOf = (tables: MemoryTables): string => {
  const rollUps = [...sumOverPartitions(tables).values()].filter((r) => r.sent + r.addressed > 0);
  const lines = [
    ...factLines(tables),
    ...sourceFactLines(tables),
    ...rollUps.map((r) => JSON.stringify(["rollup", r])),
    ...tables.conversations.map((c) => JSON.stringify(["conversation", ...c])),
    ...tables.replyEdges.map((e) => JSON.stringify(["edge", ...e])),
    JSON.stringify(["directory", tables.directory]),
  ];
  const hash = createHash("sha256");
  for (const line of lines.toSorted()) hash.update(line).update("\n");
  return hash.digest("hex");
};
