import { sparkPoints } from "./sparkPoints.ts";
import styles from "./Table.module.css";

const size = { width: 84, height: 22 };

/** A small drawing of a figure month by month; the dotted line is nought. `label` says it in words. */
export const Sparkline = ({
  values,
  label,
}: {
  readonly values: ReadonlyArray<number>;
  readonly label: string;
}) => {
  const { line, zero, last } = sparkPoints(values, size);
  return (
    <svg className={styles.spark} width={size.width} height={size.height} role="img" aria-label={label}>
      <line x1={0} x2={size.width} y1={zero} y2={zero} className={styles.zero} />
      <polyline points={line} className={styles.sparkLine} />
      {last !== null && <circle cx={last[0]} cy={last[1]} r={2} className={styles.sparkEnd} />}
    </svg>
  );
};
