import { Effect } from "effect";
import type { Lease, Member } from "@rapport/event-log/group/GroupStore";
import type { MemoryStorage } from "@rapport/event-log/MemoryEventLog";
import { dayOf, type Fact, type MemoryTables, type RollUp } from "@rapport/projector/memory/MemoryTables";
import { rollUpsOfDay } from "@rapport/projector/memory/rollUpDays";
import type { ProjectionBatch } from "@rapport/projector/ProjectionStore";
import { isDocumentEvent, isIn } from "@rapport/projector/rows/tableOfType";

/** Bugs planted on purpose, each of which the checkers must catch. All off: production. */
export interface Bugs {
  /** Trusts the insert token: it is the same for every attempt, and what was sent is taken as held. */
  readonly tokenOnly: boolean;
  /** Roll-ups are added up batch by batch, as an incremental view does. */
  readonly addsRollUps: boolean;
  readonly commitsBeforeInsert: boolean;
  readonly dropsDeadLetters: boolean;
  readonly acceptsStaleCommits: boolean;
  /** Of several copies of one event the one that came last is kept. */
  readonly lastCopyWins: boolean;
  /** Copies of one event are merged within a month only, as by a table that is partitioned so. */
  readonly copiesByMonth: boolean;
  /** Batches of one partition are never handled, as by a consumer that is alive and deaf. */
  readonly goesDeaf: boolean;
  /** Of several recomputations of a day the one whose rows came in last stands, as without a version. */
  readonly rollsUpByArrival: boolean;
  /** Who takes the chores over leaves the tables of the one before, who may still exchange them in. */
  readonly neverFences: boolean;
  /** Nobody sees that a rebuild holds the batches still. */
  readonly overlooksHolds: boolean;
  /** A rebuild sees what was committed, not what is under way. */
  readonly overlooksIntents: boolean;
  readonly members: Set<Member>;
  readonly forceCommit: (
    groups: MemoryStorage["groups"],
    lease: Lease,
    offset: number,
    metadata: string,
  ) => boolean;
}

export type BugName = Exclude<keyof Bugs, "members" | "forceCommit">;

export const bugNames: ReadonlyArray<BugName> = [
  "tokenOnly",
  "addsRollUps",
  "commitsBeforeInsert",
  "dropsDeadLetters",
  "acceptsStaleCommits",
  "goesDeaf",
  "lastCopyWins",
  "copiesByMonth",
  "rollsUpByArrival",
  "neverFences",
  "overlooksHolds",
  "overlooksIntents",
];

/** The bugs named, or none. */
export const plant = (names: ReadonlyArray<BugName>): Bugs => {
  const members = new Set<Member>();
  const has = (name: BugName) => names.includes(name);
  return {
    tokenOnly: has("tokenOnly"),
    addsRollUps: has("addsRollUps"),
    commitsBeforeInsert: has("commitsBeforeInsert"),
    dropsDeadLetters: has("dropsDeadLetters"),
    acceptsStaleCommits: has("acceptsStaleCommits"),
    goesDeaf: has("goesDeaf"),
    lastCopyWins: has("lastCopyWins"),
    copiesByMonth: has("copiesByMonth"),
    rollsUpByArrival: has("rollsUpByArrival"),
    neverFences: has("neverFences"),
    overlooksHolds: has("overlooksHolds"),
    overlooksIntents: has("overlooksIntents"),
    members,
    // Whoever owns the partition now is made to commit what the stale owner brought.
    forceCommit: (groups, lease, offset, metadata) =>
      [...members].some((member) =>
        groups
          .leases(member)
          .some(
            (own) =>
              own.topic === lease.topic &&
              own.partition === lease.partition &&
              groups.commit(member, own, offset, metadata),
          ),
      ),
  };
};

/** What tables with a wrong key would make of the copies in a batch. */
export const keepWrongCopies = (tables: MemoryTables, batch: ProjectionBatch, bugs: Bugs): void => {
  for (const { outcome } of batch.records) {
    if (outcome.kind !== "event") continue;
    const { event, contentHash } = outcome;
    if (!isDocumentEvent(event)) continue;
    if (bugs.lastCopyWins) tables.sourceFacts.set(event.id, { event, contentHash });
    const month = new Date(event.occurredAt).toISOString().slice(0, 7);
    if (bugs.copiesByMonth) tables.sourceFacts.set(`${event.id}/${month}`, { event, contentHash });
  }
};

const added = (a: RollUp | undefined, b: RollUp): RollUp =>
  a === undefined
    ? b
    : {
        ...b,
        sent: a.sent + b.sent,
        sentAutomatic: a.sentAutomatic + b.sentAutomatic,
        sentWords: a.sentWords + b.sentWords,
        addressed: a.addressed + b.addressed,
        addressedAutomatic: a.addressedAutomatic + b.addressedAutomatic,
        toneMilliSum: a.toneMilliSum + b.toneMilliSum,
      };

/** What an additive view would do with a batch: its own sums on top of those that are there. */
export const addDays = (tables: () => MemoryTables, batch: ProjectionBatch): Effect.Effect<void> =>
  Effect.sync(() => {
    const byDay = new Map<number, Array<Fact>>();
    for (const { outcome } of batch.records) {
      if (outcome.kind !== "event") continue;
      const { event, contentHash } = outcome;
      if (!isIn(event, "facts_interaction")) continue;
      const facts = byDay.get(dayOf(event)) ?? [];
      facts.push({ event, contentHash, partition: batch.partition });
      byDay.set(dayOf(event), facts);
    }
    for (const [day, facts] of byDay) {
      const rows = tables().rollUps.get(day) ?? new Map<string, RollUp>();
      for (const [key, row] of rollUpsOfDay(day, facts)) rows.set(key, added(rows.get(key), row));
      tables().rollUps.set(day, rows);
    }
  });
