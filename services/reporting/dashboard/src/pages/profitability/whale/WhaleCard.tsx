import type { WhaleCurveAnswer } from "@rapport/contracts/http/economics/WhaleCurve";
import { useMemo } from "react";
import { useRead } from "../../../api/useRead.ts";
import { countText, percentText } from "../../../format/figures.ts";
import { moneyText } from "../../../format/money.ts";
import { Card } from "../../../kit/Card.tsx";
import { Chart } from "../../../kit/chart/Chart.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { useSpan } from "../../../shell/useWhen.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import { profitabilityTexts } from "../../../texts/en/profitability.ts";
import { Choice } from "../parts/Choice.tsx";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import type { TableSearch } from "../table/search.ts";
import { whaleOption } from "../../portfolio/overview/whaleOption.ts";

const texts = profitabilityTexts.whale;

/** Rows of the table beneath the drawing; whoever wants all exports the view. */
const mostRows = 500;

const PointsTable = ({
  of,
  money,
}: {
  readonly of: WhaleCurveAnswer;
  readonly money: (minor: number) => string;
}) => (
  <PlainTable
    label={texts.title}
    heads={texts.heads}
    rows={of.points.slice(0, mostRows).map((point) => ({
      key: point.id,
      cells: [
        <ClientName key="name" id={point.id} name={point.name} />,
        countText(point.rank),
        money(point.amountMinor),
        money(point.cumulativeMinor),
        point.cumulativeLowMinor === null || point.cumulativeHighMinor === null
          ? kitTexts.none
          : `${money(point.cumulativeLowMinor)} … ${money(point.cumulativeHighMinor)}`,
      ],
    }))}
  />
);

const Curve = ({ of }: { readonly of: WhaleCurveAnswer }) => {
  const option = useMemo(() => whaleOption(of.points, of.peak?.rank ?? null, of.currency), [of]);
  const money = (minor: number) => (of.currency === null ? String(minor) : moneyText(minor, of.currency));
  if (of.points.length === 0) return <p>{texts.none}</p>;
  const micro = (share: number) => percentText(share / 10_000);
  return (
    <>
      <p>{texts.note(money(of.totalMinor))}</p>
      <Chart
        label={texts.title}
        option={option}
        heightPx={320}
        table={<PointsTable of={of} money={money} />}
      />
      {of.peak !== null && (
        <p>
          <bdi>{texts.peak(of.peak.name, countText(of.peak.rank), money(of.peak.cumulativeMinor))}</bdi>
        </p>
      )}
      {of.concentration !== null && (
        <p>
          {texts.concentration(
            micro(of.concentration.largestMicro),
            micro(of.concentration.largestFiveMicro),
            micro(of.concentration.largestFifthMicro),
            (of.concentration.effectiveClientsMilli / 1000).toFixed(1),
          )}
        </p>
      )}
    </>
  );
};

const WhaleCurve = ({ on }: { readonly on: "contribution" | "revenue" }) => {
  const query = useRead("GET /v1/whale-curve", { query: { on, ...useSpan() } });
  return (
    <Loaded query={query} lines={14}>
      {(of) => <Curve of={of} />}
    </Loaded>
  );
};

/** Clients cumulated from the most to the least; drawn when somebody wants it. */
export const WhaleCard = ({
  search,
  change,
}: {
  readonly search: TableSearch;
  readonly change: (changed: TableSearch) => void;
}) => {
  const on = search.whale;
  return (
    <Card
      title={texts.title}
      actions={
        <button
          type="button"
          aria-expanded={on !== undefined}
          onClick={() => change({ whale: on === undefined ? "contribution" : undefined })}
        >
          {on === undefined ? texts.show : texts.hide}
        </button>
      }
    >
      {on !== undefined && (
        <>
          <Choice
            label={texts.on}
            value={on}
            options={[
              { value: "contribution", label: texts.measures.contribution },
              { value: "revenue", label: texts.measures.revenue },
            ]}
            onChange={(value) => change({ whale: value === "revenue" ? "revenue" : "contribution" })}
          />
          <WhaleCurve on={on} />
        </>
      )}
    </Card>
  );
};
