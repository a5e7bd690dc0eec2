import { clientColumns } from "../holderColumns.ts";
import { type ColumnDefinition, column, type ViewDefinition } from "../ViewDefinition.ts";

/** What is noticed, in the order in which it is shown: what somebody waits for first. */
export const signalKinds = [
  "complaint",
  "escalation",
  "answer_due",
  "missed_promise",
  "long_thread",
  "follow_up",
  "feedback",
  "silence",
  "check_in",
  "champion",
  "hand_over",
  "single_thread",
  "slow_answers",
  "after_hours",
  "scope",
  "no_contract",
  "load",
  "late_payment",
  "milestone",
] as const;
export type SignalKind = (typeof signalKinds)[number];

/** A signal's view, `signal_<kind>`. */
export interface SignalView extends ViewDefinition {
  readonly kind: SignalKind;
  /** As people call it. */
  readonly title: string;
  /** What it shows besides who, since when, what about and by which events. */
  readonly figures: ReadonlyArray<ColumnDefinition>;
}

/** The definition of a signal's view: a row per client, or per client and what `about` names. */
export const signalView = (said: {
  readonly kind: SignalKind;
  readonly title: string;
  readonly grain: string;
  readonly means: string;
  /** What `about` and `since` say here. */
  readonly about: readonly [means: string, example: string];
  readonly since: string;
  readonly figures: ReadonlyArray<ColumnDefinition>;
  readonly example: ViewDefinition["example"];
}): SignalView => ({
  kind: said.kind,
  title: said.title,
  name: `signal_${said.kind}`,
  grain: said.grain,
  means: said.means,
  period: { kind: "none" },
  orderBy: ["since", "client", "about", "event_ids"],
  figures: said.figures,
  columns: [
    ...clientColumns,
    column("since", "moment", said.since, "2026-10-14 09:12:00.000"),
    column("about", "text", said.about[0], said.about[1]),
    ...said.figures,
    column("events", "count", "events that show it", "3"),
    column(
      "event_ids",
      "text",
      "their ids with spaces between, at most 20",
      "0a9f48bfa4f3d1c5e2b76f1044c8a9d3",
    ),
  ],
  example: said.example,
});
