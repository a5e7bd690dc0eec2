import type { ReconciliationAnswer } from "@rapport/contracts/http/economics/Reconciliation";
import { type Cell, csv } from "../csv.ts";

const columns = [
  "kind",
  "month",
  "measure",
  "currency",
  "state",
  "party",
  "name",
  "booked",
  "control",
  "difference",
  "events",
  "day",
  "eventId",
  "reason",
] as const;
type Line = Readonly<Partial<Record<(typeof columns)[number], Cell>>>;

/**
 * A line per measure, currency and party (`party`), then one per measure and currency (`total`), then the documents
 * that make a difference (`document`), all in one set of columns. Amounts in minor units or seconds.
 */
export const reconcileCsv = ({ month, lines, documents }: ReconciliationAnswer): string => {
  const rows: ReadonlyArray<Line> = [
    ...lines.flatMap(({ measure, currency, parties }) =>
      parties.map(({ state, party, name, amount: booked, events }): Line => ({
        kind: "party",
        measure,
        currency,
        state,
        party,
        name,
        booked,
        events,
      })),
    ),
    ...lines.map(({ measure, currency, booked, control, difference, controlEvents }): Line => ({
      kind: "total",
      measure,
      currency,
      booked,
      control,
      difference,
      events: controlEvents,
    })),
    ...documents.map((one): Line => ({ ...one, kind: "document", events: 1 })),
  ];
  return csv(
    columns,
    rows.map((row) => columns.map((name) => (name === "month" ? month : (row[name] ?? null)))),
  );
};
