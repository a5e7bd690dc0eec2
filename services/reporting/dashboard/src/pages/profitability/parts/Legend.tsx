import styles from "./Legend.module.css";

/** Something that a chart draws: told apart by its dashes or dots too, never by colour alone. */
export interface LegendItem {
  readonly name: string;
  /** The token that it is drawn in: `series-1`. */
  readonly token: string;
  readonly as: "line" | "dots";
  /** Lengths of dashes and gaps, pixels; a whole line without. */
  readonly dash?: ReadonlyArray<number> | undefined;
}

/** What a chart's lines and dots are. */
export const Legend = ({ items }: { readonly items: ReadonlyArray<LegendItem> }) => (
  <ul className={styles.legend}>
    {items.map(({ name, token, as, dash }) => (
      <li key={name}>
        <svg width="36" height="12" aria-hidden="true" style={{ color: `var(--${token})` }}>
          {as === "line" ? (
            <line
              x1="0"
              x2="36"
              y1="6"
              y2="6"
              stroke="currentColor"
              strokeWidth="2"
              strokeDasharray={dash?.join(" ")}
            />
          ) : (
            <circle cx="18" cy="6" r="4" fill="currentColor" />
          )}
        </svg>
        {name}
      </li>
    ))}
  </ul>
);
