import type { RetentionMonth } from "@rapport/contracts/http/retention/Retention";
import { useMemo } from "react";
import { percentText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { Chart } from "../../../kit/chart/Chart.tsx";
import { retentionTexts } from "../../../texts/en/retention.ts";
import { amount } from "../parts/amount.ts";
import { type Column, FigureTable } from "../parts/FigureTable.tsx";
import { onBooks } from "../parts/rests.ts";
import { lostOf, monthsOption, wonOf } from "./monthsOption.ts";

const texts = retentionTexts.months;
const percent = (of: number | null): string => (of === null ? "–" : percentText(of));

const columnsOf = (currency: string | null): ReadonlyArray<Column<RetentionMonth>> => [
  { key: "month", title: texts.month, cell: ({ month }) => month },
  {
    key: "closing",
    title: texts.closing,
    numeric: true,
    cell: ({ closingMinor }) => amount(closingMinor, currency),
  },
  { key: "won", title: texts.won, numeric: true, cell: (month) => amount(wonOf(month), currency) },
  { key: "lost", title: texts.lost, numeric: true, cell: (month) => amount(-lostOf(month), currency) },
  { key: "gross", title: texts.gross, numeric: true, cell: ({ grossPercent }) => percent(grossPercent) },
  { key: "net", title: texts.net, numeric: true, cell: ({ netPercent }) => percent(netPercent) },
];

/** Recurring revenue month by month. */
export const MonthsCard = ({
  months,
  currency,
}: {
  readonly months: ReadonlyArray<RetentionMonth>;
  readonly currency: string | null;
}) => {
  const option = useMemo(() => monthsOption(months, currency), [months, currency]);
  return (
    <Card title={texts.title} note={texts.note} restsOn={onBooks}>
      <Chart
        label={texts.label}
        option={option}
        heightPx={300}
        table={
          <FigureTable
            label={texts.title}
            columns={columnsOf(currency)}
            rows={months}
            keyOf={({ month }) => month}
          />
        }
      />
    </Card>
  );
};
