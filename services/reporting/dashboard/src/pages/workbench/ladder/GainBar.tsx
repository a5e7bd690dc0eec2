import styles from "./GainBar.module.css";
import type { BarPlaces } from "./span.ts";

/** An interval with its median on a scale that its neighbours share; the thin line is nothing (0). */
export const GainBar = ({ at, label }: { readonly at: BarPlaces; readonly label: string }) => (
  <div className={styles.track} role="img" aria-label={label}>
    <span className={styles.zero} style={{ insetInlineStart: `${at.zero}%` }} />
    <span className={styles.range} style={{ insetInlineStart: `${at.start}%`, inlineSize: `${at.width}%` }} />
    <span className={styles.median} style={{ insetInlineStart: `${at.median}%` }} />
  </div>
);
