import type { EvidenceMetric as Metric } from "@rapport/contracts/http/economics/Evidence";
import type { HolderState } from "@rapport/contracts/http/economics/head";
import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import styles from "./EvidenceLink.module.css";
import { type Evidence, evidenceKey } from "./evidenceKey.ts";

/** Metrics that come apart into events, as the API names them. */
export type EvidenceMetric = Metric;

const Opens = ({ evidence, children }: { readonly evidence: Evidence; readonly children: ReactNode }) => (
  <Link
    to="."
    className={styles.link}
    search={(before) => ({ ...before, evidence: evidenceKey(evidence) })}
    replace={false}
    resetScroll={false}
    preload={false}
    aria-haspopup="dialog"
  >
    {children}
  </Link>
);

interface EvidenceOf {
  /** A client's id, or `internal`, `unused`, `unattributed`. */
  readonly client: string;
  readonly metric: EvidenceMetric;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  /** Of a party that stands in rows of two states, which. */
  readonly state?: HolderState | undefined;
  readonly children: ReactNode;
}

/** A figure that opens what it is the sum of, over the page that it stands on. */
export const EvidenceLink = ({ children, ...figure }: EvidenceOf) => (
  <Opens evidence={{ kind: "figure", ...figure }}>{children}</Opens>
);

interface ReasonOf {
  readonly client: string;
  /** `group` of the reason. */
  readonly group: string;
  readonly children: ReactNode;
}

/** A reason of a client's risk that opens the events it rests on. */
export const ReasonLink = ({ children, ...reason }: ReasonOf) => (
  <Opens evidence={{ kind: "reason", ...reason }}>{children}</Opens>
);

interface EventsOf {
  readonly client: string;
  /** The first 40 are shown. */
  readonly ids: ReadonlyArray<string>;
  readonly children: ReactNode;
}

/** Words that open the events they rest on: signals, alerts, threads. Plain where there are none. */
export const EventsLink = ({ children, ...events }: EventsOf) =>
  events.ids.length === 0 ? (
    <>{children}</>
  ) : (
    <Opens evidence={{ kind: "events", ...events }}>{children}</Opens>
  );
