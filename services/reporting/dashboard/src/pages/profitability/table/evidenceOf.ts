import type { EvidenceMetric } from "@rapport/contracts/http/economics/Evidence";
import type { HolderState } from "@rapport/contracts/http/economics/head";

const metrics: Readonly<Record<string, EvidenceMetric>> = {
  revenueMinor: "revenue",
  invoicedMinor: "invoiced",
  creditedMinor: "credited",
  passThroughMinor: "pass_through",
  cashMinor: "cash",
  labourMinor: "labour",
  overheadMinor: "overhead",
  unusedCapacityMinor: "unused_capacity",
  expensesMinor: "expenses",
  expectedLossMinor: "expected_loss",
  latePaymentMinor: "late_payment",
  costMinor: "cost",
  contributionMinor: "contribution",
  effortSeconds: "effort",
  measuredSeconds: "measured",
  estimatedSeconds: "estimated",
  loggedSeconds: "logged",
  meetingSeconds: "meeting",
  ticketSeconds: "ticket",
  mailSeconds: "mail",
  interruptionSeconds: "interruption",
  unusedSeconds: "unused",
};

/** What a figure comes apart by; null of one that is no sum of events. */
export const metricOf = (field: string): EvidenceMetric | null => metrics[field] ?? null;

/** Whose evidence a client's, party's or nobody's row has; null where the API names nobody. */
export const holderOf = (row: { readonly id: string; readonly state: string | null }) => {
  if (row.state === null) return null;
  const state = row.state as HolderState;
  if (row.id !== "") return { client: row.id, state };
  return state === "client" || state === "organisation" ? null : { client: state, state };
};
