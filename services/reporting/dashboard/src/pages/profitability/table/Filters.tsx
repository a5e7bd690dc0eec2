import { type Condition, parseWhere, whereText } from "@rapport/contracts/tables/seenRows";
import type { TableColumn } from "@rapport/contracts/tables/tableColumns";
import { useId, useState } from "react";
import { Popover } from "../../../kit/Popover.tsx";
import { profitabilityTexts } from "../../../texts/en/profitability.ts";
import styles from "../parts/Menu.module.css";
import { figureText, typedValue, unitText } from "./figureText.ts";
import type { TableSearch } from "./search.ts";

const texts = profitabilityTexts.filters;
const operators = ["<", "<=", ">", ">=", "="] as const;

interface FiltersProps {
  readonly search: TableSearch;
  readonly change: (changed: TableSearch) => void;
  readonly columns: ReadonlyArray<TableColumn>;
  readonly currency: string | null;
}

const NewFilter = ({
  figures,
  currency,
  add,
}: {
  readonly figures: ReadonlyArray<TableColumn>;
  readonly currency: string | null;
  readonly add: (condition: Condition) => void;
}) => {
  const id = useId();
  const usual = figures.some(({ field }) => field === "contributionMinor")
    ? "contributionMinor"
    : "effortSeconds";
  const [field, setField] = useState(usual);
  const [is, setIs] = useState<Condition["is"]>("<");
  const [typed, setTyped] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const unit = figures.find((column) => column.field === field)?.unit ?? "count";
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const than = typedValue(typed, unit, currency);
        setIsWrong(than === null);
        if (than === null) return;
        add({ field, is, than });
        setTyped("");
      }}
    >
      <label htmlFor={`${id}field`}>{texts.figure}</label>
      <select id={`${id}field`} value={field} onChange={(event) => setField(event.target.value)}>
        {figures.map((column) => (
          <option key={column.field} value={column.field}>
            {profitabilityTexts.column(column.field)}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}is`}>{texts.is}</label>
      <select
        id={`${id}is`}
        value={is}
        onChange={(event) => setIs(operators.find((one) => one === event.target.value) ?? "<")}
      >
        {operators.map((operator) => (
          <option key={operator} value={operator}>
            {texts.operators[operator]}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}than`}>{texts.than(unitText(unit, currency))}</label>
      <input
        id={`${id}than`}
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}wrong` : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      {isWrong && (
        <p id={`${id}wrong`} role="alert" className={styles.wrong}>
          {texts.wrong}
        </p>
      )}
      <button type="submit">{texts.add}</button>
    </form>
  );
};

/** Which figures rows must have. */
export const Filters = ({ search, change, columns, currency }: FiltersProps) => {
  const where = parseWhere(search.where ?? "") ?? [];
  const say = (conditions: ReadonlyArray<Condition>) =>
    change({ where: conditions.length === 0 ? undefined : whereText(conditions) });
  const figures = columns.filter(({ kind }) => kind === "figure");
  const words = ({ field, is, than }: Condition): string => {
    const unit = columns.find((column) => column.field === field)?.unit ?? "count";
    return [
      profitabilityTexts.column(field),
      texts.operators[is],
      figureText(than, unit, currency),
      unitText(unit, currency),
    ].join(" ");
  };
  return (
    <Popover button={texts.button(where.length)} title={texts.title}>
      {() => (
        <>
          <ul className={styles.list}>
            {where.map((condition, n) => (
              <li key={whereText([condition])}>
                <span>{words(condition)}</span>
                <button
                  type="button"
                  aria-label={texts.remove(words(condition))}
                  onClick={() => say(where.filter((_, other) => other !== n))}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
          <NewFilter figures={figures} currency={currency} add={(condition) => say([...where, condition])} />
        </>
      )}
    </Popover>
  );
};
