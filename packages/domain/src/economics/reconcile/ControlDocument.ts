import type { Measure } from "./Reconciliation.ts";

/** A posted document as its source has it, without whom it belongs to. Days `YYYY-MM-DD`, its own currency. */
export interface ControlDocument {
  /** Connector, account and the source's own name of it, each behind a line break: one document, one key. */
  readonly key: string;
  readonly eventId: string;
  readonly kind: "invoice" | "credit_note" | "payment" | "expense" | "overhead" | "time";
  /** The number people know it by, of overhead its category, else the source's own name of it. */
  readonly name: string;
  readonly day: string;
  readonly serviceFrom: string | null;
  readonly serviceTo: string | null;
  /** "" for time. */
  readonly currency: string;
  /** Minor units, net; of time seconds. */
  readonly amount: number;
  readonly passThroughMinor: number;
}

/** What a document counts in its own currency, by measure; overhead whole. Amounts of 0 are left out. */
export const documentAmounts = ({
  kind,
  amount,
  passThroughMinor,
}: ControlDocument): ReadonlyArray<readonly [Measure, number]> => {
  const all = (): ReadonlyArray<readonly [Measure, number]> => {
    switch (kind) {
      case "invoice":
        return [
          ["invoices", amount],
          ["pass_through", passThroughMinor],
        ];
      case "credit_note":
        return [["credit_notes", amount]];
      case "payment":
        return [["payments", amount]];
      case "expense":
        return [["expenses", amount - passThroughMinor]];
      case "time":
        return [["time", amount]];
      case "overhead":
        return [["overhead", amount]];
    }
  };
  return all().filter(([, value]) => value !== 0);
};
