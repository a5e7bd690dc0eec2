import type { TableColumn } from "@rapport/contracts/tables/tableColumns";
import { profitabilityTexts as texts } from "../../../texts/en/profitability.ts";
import { Definition } from "./Definition.tsx";
import { unitText } from "./figureText.ts";
import styles from "./Table.module.css";

const ariaSort = { asc: "ascending", desc: "descending" } as const;
const arrows = { asc: "▲", desc: "▼" } as const;

/** The head of a column: its name, its unit, what it means while pointed at, and a way to sort by it. */
export const HeadCell = ({
  column,
  currency,
  sorted,
  onSort,
}: {
  readonly column: Pick<TableColumn, "field" | "unit" | "means" | "kind">;
  readonly currency: string | null;
  readonly sorted: "asc" | "desc" | null;
  /** Absent where rows cannot be ordered by it. */
  readonly onSort: (() => void) | undefined;
}) => {
  const name = texts.column(column.field);
  const unit = unitText(column.unit, currency);
  const words = (
    <>
      <span className={styles.headName}>
        {name}
        {sorted !== null && (
          <span className={styles.arrow} aria-hidden="true">
            {arrows[sorted]}
          </span>
        )}
      </span>
      <span className={styles.unit}>{unit}</span>
    </>
  );
  return (
    <th
      scope="col"
      className={column.kind === "figure" ? styles.figure : styles.who}
      data-field={column.field}
      {...(sorted === null ? {} : { "aria-sort": ariaSort[sorted] })}
    >
      <Definition means={column.means}>
        {(describedBy) =>
          onSort === undefined ? (
            // The definition must be reachable by keyboard.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <span className={styles.head} tabIndex={0} aria-describedby={describedBy}>
              {words}
            </span>
          ) : (
            <button type="button" className={styles.head} aria-describedby={describedBy} onClick={onSort}>
              {words}
            </button>
          )
        }
      </Definition>
    </th>
  );
};
