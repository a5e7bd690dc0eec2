import type { TableColumn } from "@rapport/contracts/tables/tableColumns";
import { Popover } from "../../../kit/Popover.tsx";
import { profitabilityTexts } from "../../../texts/en/profitability.ts";
import styles from "../parts/Menu.module.css";
import { chosenColumns } from "./chosen.ts";
import { moved, toggled } from "./columnOrder.ts";
import type { TableSearch } from "./search.ts";

const texts = profitabilityTexts.columns;

/** Which columns are shown, and in which order. */
export const ColumnChoice = ({
  search,
  change,
  columns,
}: {
  readonly search: TableSearch;
  readonly change: (changed: TableSearch) => void;
  readonly columns: ReadonlyArray<TableColumn>;
}) => {
  const chosen = chosenColumns(search);
  const say = (fields: ReadonlyArray<string>) => change({ columns: fields.join(",") });
  const shown = chosen.flatMap((field) => columns.find((column) => column.field === field) ?? []);
  const others = columns.filter(({ field }) => !chosen.includes(field));
  return (
    <Popover button={texts.button} title={texts.title}>
      {() => (
        <>
          <div className={styles.actions}>
            <button type="button" onClick={() => change({ columns: undefined })}>
              {texts.usual}
            </button>
            <button type="button" onClick={() => say(columns.map(({ field }) => field))}>
              {texts.all}
            </button>
          </div>
          <ul className={styles.list}>
            {[...shown, ...others].map(({ field, means }) => {
              const name = profitabilityTexts.column(field);
              const at = chosen.indexOf(field);
              return (
                <li key={field}>
                  <label title={means}>
                    <input
                      type="checkbox"
                      checked={at >= 0}
                      disabled={field === "name"}
                      onChange={() => say(toggled(chosen, field))}
                    />{" "}
                    {name}
                  </label>
                  {at > 0 && (
                    <span>
                      <button
                        type="button"
                        aria-label={texts.earlier(name)}
                        disabled={at === 1}
                        onClick={() => say(moved(chosen, field, -1))}
                      >
                        ↑
                      </button>
                      <button
                        type="button"
                        aria-label={texts.later(name)}
                        disabled={at === chosen.length - 1}
                        onClick={() => say(moved(chosen, field, 1))}
                      >
                        ↓
                      </button>
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </Popover>
  );
};
