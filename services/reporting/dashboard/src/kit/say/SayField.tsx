import { useId } from "react";
import { sayTexts } from "../../texts/en/say.ts";
import type { SayField as Field } from "./kinds.ts";
import styles from "./Say.module.css";

interface FieldOf {
  readonly field: Field;
  readonly value: string;
  /** It was sent without it. */
  readonly missing: boolean;
  readonly onFill: (value: string) => void;
}

const Input = ({
  field,
  value,
  missing,
  onFill,
  id,
  hint,
}: FieldOf & { readonly id: string; readonly hint: string }) => {
  const shared = {
    id,
    value,
    "aria-describedby": hint,
    "aria-required": field.required,
    "aria-invalid": missing,
  };
  if (field.as === "text")
    return <textarea {...shared} rows={3} maxLength={1000} onChange={({ target }) => onFill(target.value)} />;
  if (field.as === "day")
    return (
      <input
        {...shared}
        type="date"
        min="1900-01-01"
        max="2299-12-31"
        onChange={({ target }) => onFill(target.value)}
      />
    );
  if (field.as === "amount")
    return (
      <input {...shared} inputMode="decimal" maxLength={12} onChange={({ target }) => onFill(target.value)} />
    );
  return (
    <select {...shared} onChange={({ target }) => onFill(target.value)}>
      <option value="">{sayTexts.choose}</option>
      {field.choices?.map(({ value: one, text }) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  );
};

/** One thing that a dialog asks for, with its label and what to know about it. */
export const SayField = (props: FieldOf) => {
  const id = useId();
  const hint = `${id}-hint`;
  const { field, missing } = props;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{field.label}</label>
      <Input {...props} id={id} hint={hint} />
      <p id={hint} className={missing ? styles.missing : styles.hint}>
        {missing ? (field.as === "amount" ? sayTexts.noAmount : sayTexts.required) : field.hint}
      </p>
    </div>
  );
};
