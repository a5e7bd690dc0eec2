import type { WordKind, WordSaid } from "@rapport/contracts/http/words/Say";
import { type FormEvent, useState } from "react";
import { dayText } from "../../format/days.ts";
import { useWhen } from "../../shell/useWhen.ts";
import { sayTexts } from "../../texts/en/say.ts";
import { type About, countsFromToday, type Filled, fieldsOf, missingOf, wordOf } from "./kinds.ts";
import styles from "./Say.module.css";
import { SayField } from "./SayField.tsx";
import { useSay } from "./useSay.ts";

export interface SayAsked {
  readonly kind: WordKind;
  readonly about: About;
  /** What is chosen already, by the names of the fields. */
  readonly filled?: Filled | undefined;
}

/** What a dialog asks for, and the button that says it. Days begin with the one that the reader looks at. */
export const SayForm = ({
  kind,
  about,
  filled,
  onSaid,
  onCancel,
}: SayAsked & { readonly onSaid: (said: WordSaid) => void; readonly onCancel: () => void }) => {
  const { asOf } = useWhen();
  const [values, setValues] = useState<Filled>({ ...(asOf === undefined ? {} : { on: asOf }), ...filled });
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useSay(onSaid);
  const missing = tried ? missingOf(kind, values) : [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (missingOf(kind, values).length === 0) {
      mutate(wordOf(kind, about, values));
      return;
    }
    const at = fieldsOf[kind].findIndex(({ name }) => missingOf(kind, values).includes(name));
    event.currentTarget.querySelectorAll<HTMLElement>("input, select, textarea")[at]?.focus();
  };
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      {fieldsOf[kind].map((field) => (
        <SayField
          key={field.name}
          field={field}
          value={values[field.name] ?? ""}
          missing={missing.includes(field.name)}
          onFill={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      {asOf !== undefined && countsFromToday(kind) && (
        <p className={styles.hint}>{sayTexts.later(dayText(asOf))}</p>
      )}
      {error !== null && (
        <p role="alert" className={styles.problem}>
          {sayTexts.unsaid} {error.message}
        </p>
      )}
      <p className={styles.buttons}>
        <button type="submit" className={styles.say} disabled={isPending}>
          {isPending ? sayTexts.saying : sayTexts.say}
        </button>
        <button type="button" onClick={onCancel}>
          {sayTexts.cancel}
        </button>
      </p>
    </form>
  );
};
