import styles from "./Choice.module.css";

/** One of a few words, as buttons beside each other. */
export const Choice = <T extends string>({
  label,
  options,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly options: ReadonlyArray<readonly [value: T, text: string]>;
  readonly chosen: T | null;
  readonly onChoose: (value: T) => void;
}) => (
  <div className={styles.choice} role="group" aria-label={label}>
    {options.map(([value, text]) => (
      <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
        {text}
      </button>
    ))}
  </div>
);
