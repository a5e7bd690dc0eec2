import styles from "./IntervalBar.module.css";

/** Where a figure lies between two ends, and its interval; the same stands in words beside it. */
export const IntervalBar = ({
  low,
  high,
  value,
  least,
  most,
}: {
  readonly low: number;
  readonly high: number;
  readonly value: number;
  /** The ends of the scale. */
  readonly least: number;
  readonly most: number;
}) => {
  const at = (of: number) =>
    most > least ? Math.min(100, Math.max(0, ((of - least) / (most - least)) * 100)) : 0;
  return (
    <span className={styles.scale} aria-hidden="true">
      <span className={styles.band} style={{ left: `${at(low)}%`, width: `${at(high) - at(low)}%` }} />
      <span className={styles.mark} style={{ left: `${at(value)}%` }} />
    </span>
  );
};
