import { useDeferredValue, useId } from "react";
import { useRead } from "../../../api/useRead.ts";
import { unattributedTexts } from "../../../texts/en/unattributed.ts";
import styles from "../../../kit/say/Say.module.css";

const texts = unattributedTexts.link;

/** A client's name, of those that are there: typed or chosen. */
export const ClientField = ({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) => {
  const id = useId();
  const search = useDeferredValue(value.trim());
  const { data } = useRead("GET /v1/clients", { query: { search, sort: "name", limit: 20 } });
  const clients = data?.items.filter((one) => !one.id.includes(":")) ?? [];
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{texts.client}</label>
      <input
        id={id}
        list={`${id}-clients`}
        autoComplete="off"
        maxLength={320}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={`${id}-clients`}>
        {clients.map((one) => (
          <option key={one.id} value={one.name} />
        ))}
      </datalist>
      <p id={`${id}-hint`} className={styles.hint}>
        {texts.hint}
      </p>
    </div>
  );
};
