import { Metric } from "effect";

/** What the projector tells of itself; names as they appear on `/metrics`. */
export const metrics = {
  records: Metric.counter("rapport_projector_records_total", {
    description: "Log records projected, by topic and outcome",
    incremental: true,
  }),
  batches: Metric.counter("rapport_projector_batches_total", {
    description: "Batches committed, by topic",
    incremental: true,
  }),
  recoveries: Metric.counter("rapport_projector_recoveries_total", {
    description: "Ranges found pending after a crash",
    incremental: true,
  }),
  dropped: Metric.counter("rapport_projector_stale_batches_total", {
    description: "Batches dropped because another owner had taken over",
    incremental: true,
  }),
  lag: Metric.gauge("rapport_projector_lag_records", { description: "Records behind the end of the log" }),
  batchSeconds: Metric.histogram("rapport_projector_batch_seconds", {
    description: "Time from a batch's arrival to its commit",
    boundaries: Metric.exponentialBoundaries({ start: 0.005, factor: 3, count: 8 }),
  }),
  refreshSeconds: Metric.histogram("rapport_projector_refresh_seconds", {
    description: "Time to derive directory and conversations",
    boundaries: Metric.exponentialBoundaries({ start: 0.005, factor: 3, count: 8 }),
  }),
  booksSeconds: Metric.histogram("rapport_projector_books_seconds", {
    description: "Time to derive what has changed of the books of the economics",
    boundaries: Metric.exponentialBoundaries({ start: 0.01, factor: 4, count: 8 }),
  }),
  auditMismatch: Metric.counter("rapport_audit_mismatch_total", {
    description: "Offset ranges in which warehouse and log disagreed",
    incremental: true,
  }),
} as const;
