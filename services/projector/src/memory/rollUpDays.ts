import type { ProjectionBatch } from "../ProjectionStore.ts";
import type { Fact, MemoryTables, RollUp } from "./MemoryTables.ts";
import { dayOf } from "./MemoryTables.ts";

const blank = (day: number, party: string, partition: number): RollUp => ({
  day,
  party,
  partition,
  sent: 0,
  sentAutomatic: 0,
  sentWords: 0,
  addressed: 0,
  addressedAutomatic: 0,
  toneMilliSum: 0,
  firstSentAt: null,
  lastSentAt: null,
});

const withSent = (row: RollUp, { event }: Fact): RollUp => ({
  ...row,
  sent: row.sent + 1,
  sentAutomatic: row.sentAutomatic + (event.data.automatic === "none" ? 0 : 1),
  sentWords: row.sentWords + event.data.signals.words,
  toneMilliSum: row.toneMilliSum + (event.data.signals.toneMilli ?? 0),
  firstSentAt: Math.min(row.firstSentAt ?? event.occurredAt, event.occurredAt),
  lastSentAt: Math.max(row.lastSentAt ?? event.occurredAt, event.occurredAt),
});

const withAddressed = (row: RollUp, { event }: Fact): RollUp => ({
  ...row,
  addressed: row.addressed + 1,
  addressedAutomatic: row.addressedAutomatic + (event.data.automatic === "none" ? 0 : 1),
});

/** The sums of one day, from its facts: one row per party and partition. */
export const rollUpsOfDay = (day: number, facts: Iterable<Fact>): Map<string, RollUp> => {
  const rows = new Map<string, RollUp>();
  const update = (fact: Fact, address: string, change: (row: RollUp, fact: Fact) => RollUp) => {
    const key = `email:${address}/${fact.partition}`;
    rows.set(key, change(rows.get(key) ?? blank(day, `email:${address}`, fact.partition), fact));
  };
  for (const fact of facts) {
    const to = new Set<string>();
    for (const person of fact.event.data.participants) {
      if (person.role === "from") update(fact, person.address, withSent);
      else to.add(person.address);
    }
    for (const address of to) update(fact, address, withAddressed);
  }
  return rows;
};

/** The days whose facts a batch may have changed: those of every copy of its events, winning or not. */
export const touchedDays = (tables: MemoryTables, batch: ProjectionBatch): Set<number> => {
  const days = new Set<number>();
  for (const { outcome } of batch.records) {
    if (outcome.kind !== "event") continue;
    for (const day of tables.daysOf.get(outcome.event.id) ?? []) days.add(day);
  }
  return days;
};

/** What the facts of a day say now. */
export const rollUpsNow = (tables: MemoryTables, day: number): Map<string, RollUp> => {
  const facts = [...(tables.idsOf.get(day) ?? [])].flatMap((id) => {
    const fact = tables.facts.get(id);
    return fact !== undefined && dayOf(fact.event) === day ? [fact] : [];
  });
  return rollUpsOfDay(day, facts);
};

/** Replaces the roll-ups of a day by what its facts say now. */
export const rollUpDay = (tables: MemoryTables, day: number): void =>
  void tables.rollUps.set(day, rollUpsNow(tables, day));
