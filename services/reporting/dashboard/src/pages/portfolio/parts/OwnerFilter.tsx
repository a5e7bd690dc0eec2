import { retentionTexts } from "../../../texts/en/retention.ts";
import styles from "./OwnerFilter.module.css";
import { type Owned, ownersOf } from "./ownersOf.ts";

const texts = retentionTexts.clients;

/** Whose clients are listed. */
export const OwnerFilter = ({
  rows,
  owner,
  onOwner,
}: {
  readonly rows: ReadonlyArray<Owned>;
  readonly owner: string | undefined;
  readonly onOwner: (owner: string | undefined) => void;
}) => (
  <label className={styles.owner}>
    {texts.owner}
    <select
      value={owner ?? ""}
      onChange={({ currentTarget: { value } }) => onOwner(value === "" ? undefined : value)}
    >
      <option value="">{texts.everybody}</option>
      {ownersOf(rows).map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
