import type { SeenRow } from "@rapport/contracts/tables/seenRows";
import { useMemo } from "react";
import { useRead } from "../../../api/useRead.ts";
import { useSession } from "../../../api/useSession.ts";
import { useSpan } from "../../../shell/useWhen.ts";
import { profitabilityTexts as texts } from "../../../texts/en/profitability.ts";
import type { CellOf } from "./Cell.tsx";
import { chosenColumns, selectionOf, tableOf } from "./chosen.ts";
import { figureText, unitText } from "./figureText.ts";
import { type TableSearch, trendField } from "./search.ts";
import { trendFigureOf } from "./trendColumn.ts";

const keyOf = ({ id, state }: Pick<SeenRow, "id" | "state">): string => `${state ?? ""} ${id}`;

/** The months of every row, where the small drawings are shown. */
export const useTrends = (search: TableSearch): CellOf["trend"] => {
  const { to, currency } = useSpan();
  const figure = trendFigureOf(tableOf(search));
  const { may } = useSession();
  const isShown = chosenColumns(search).includes(trendField) && search.groupBy !== "month";
  const enabled = isShown && may("GET /v1/trends");
  const { data } = useRead(
    "GET /v1/trends",
    { query: { ...selectionOf(search), to, currency, figure } },
    { enabled },
  );
  return useMemo(() => {
    const rows = new Map(data?.items.map((item) => [keyOf(item), item.values]) ?? []);
    return (row) => {
      const values = rows.get(keyOf(row));
      const months = data?.months ?? [];
      const [first, last] = [months[0], months.at(-1)];
      if (data === undefined || values === undefined || first === undefined || last === undefined)
        return null;
      const unit = data.figure.endsWith("Minor") ? ("minor" as const) : ("seconds" as const);
      const said = (value: number | undefined) =>
        `${figureText(value ?? null, unit, data.currency)} ${unitText(unit, data.currency)}`;
      const label = texts.trendLabel(
        texts.column(data.figure),
        first,
        last,
        said(values[0]),
        said(values.at(-1)),
      );
      return { values, label };
    };
  }, [data]);
};
