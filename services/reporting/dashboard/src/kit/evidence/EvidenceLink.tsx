import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";

/** Metrics that come apart into events: docs/api.md. */
export type EvidenceMetric =
  | "contribution"
  | "revenue"
  | "invoiced"
  | "credited"
  | "cash"
  | "cost"
  | "labour"
  | "overhead"
  | "expenses"
  | "effort"
  | "measured"
  | "estimated"
  | "logged";

interface EvidenceOf {
  /** A client's id, or `internal`, `unused`, `unattributed`. */
  readonly client: string;
  readonly metric: EvidenceMetric;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  readonly children: ReactNode;
}

/** A figure that opens what it is the sum of, over the page that it stands on. */
export const EvidenceLink = ({ client, metric, from, to, children }: EvidenceOf) => (
  <Link to="." search={(before) => ({ ...before, evidence: `${metric}~${client}~${from}~${to}` })}>
    {children}
  </Link>
);
