interface ChooseOf<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: ReadonlyArray<{ readonly value: Value; readonly text: string }>;
  readonly onChoose: (value: Value) => void;
}

/** One of a few, under its label. */
export const Choose = <Value extends string>({ label, value, options, onChoose }: ChooseOf<Value>) => (
  <label>
    {label}
    <select value={value} onChange={(event) => onChoose(event.target.value as Value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  </label>
);
