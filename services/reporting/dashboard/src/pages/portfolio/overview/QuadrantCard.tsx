import type { QuadrantCell } from "@rapport/contracts/http/decisions/Quadrant";
import type { UseQueryResult } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Answer } from "../../../api/Api.ts";
import { dayText } from "../../../format/days.ts";
import { percentText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { Chart } from "../../../kit/chart/Chart.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { shortAmount } from "../parts/amount.ts";
import { Choice } from "../parts/Choice.tsx";
import { onAll } from "../parts/rests.ts";
import styles from "./Quadrant.module.css";
import { QuadrantList } from "./QuadrantList.tsx";
import { byCell, cellMarks, quadrantOption } from "./quadrantOption.ts";
import {
  chosenRows,
  mostPicked,
  onlyOrder,
  pickedText,
  quadrantPlaces,
  readPicked,
} from "./quadrantPlaces.ts";
import { type BrushTool, useBrush } from "./useBrush.ts";

type Quadrant = Answer<"GET /v1/quadrant">;

const route = getRouteApi("/");
const texts = portfolioTexts.quadrant;

/** What of the quadrant is chosen, as the address says it, and how to choose otherwise. */
const useChosen = () => {
  const { cell, pick } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (next: { readonly cell?: QuadrantCell | undefined; readonly pick?: string | undefined }) =>
    void navigate({
      search: (before) => ({ ...before, cell: next.cell, pick: next.pick }),
      replace: true,
      resetScroll: false,
    });
  return { cell, pick, go };
};

const Cells = ({
  answer,
  chosen,
  onChoose,
}: {
  readonly answer: Quadrant;
  readonly chosen: QuadrantCell | undefined;
  readonly onChoose: (cell: QuadrantCell | undefined) => void;
}) => (
  <div className={styles.cells} role="group" aria-label={texts.cellsLabel}>
    {answer.cells
      .filter(({ clients }) => clients > 0)
      .map(({ cell, clients, contributionMinor }) => (
        <button
          key={cell}
          type="button"
          className={styles.cell}
          aria-pressed={cell === chosen}
          onClick={() => onChoose(cell === chosen ? undefined : cell)}
        >
          <span className={styles.name}>
            <span aria-hidden="true" className={`${styles.mark} ${styles[cell]}`}>
              {cellMarks[cell]}
            </span>{" "}
            {texts.cells[cell]}
          </span>
          <span className={styles.meaning}>{texts.meaning[cell]}</span>
          <span>{texts.cellOf(clients, shortAmount(contributionMinor, answer.currency))}</span>
        </button>
      ))}
  </div>
);

const tools: ReadonlyArray<readonly [BrushTool, string]> = [
  ["point", texts.tools.point],
  ["lasso", texts.tools.lasso],
  ["box", texts.tools.box],
];

const Quadrant = ({ answer }: { readonly answer: Quadrant }) => {
  const { cell, pick, go } = useChosen();
  const places = useMemo(() => quadrantPlaces(answer.items), [answer.items]);
  const inCells = useMemo(() => byCell(places), [places]);
  const rows = useMemo(() => chosenRows(answer.items, cell, readPicked(pick)), [answer.items, cell, pick]);
  const some = cell !== undefined || pick !== undefined;
  const option = useMemo(() => {
    const chosen = new Set(some ? rows.map(({ id }) => id) : []);
    return quadrantOption({
      places,
      currency: answer.currency,
      ordered: onlyOrder(answer.items),
      chosen,
    });
  }, [places, answer, rows, some]);
  const brush = useBrush(
    option,
    (series, index) => inCells[series]?.[index]?.id,
    (ids) => go({ pick: pickedText(ids) }),
  );
  return (
    <>
      <Cells
        answer={answer}
        chosen={pick === undefined ? cell : undefined}
        onChoose={(next) => go({ cell: next })}
      />
      <div className={styles.halves}>
        <div className={styles.drawing}>
          <Choice label={texts.tools.label} options={tools} chosen={brush.tool} onChoose={brush.choose} />
          <Chart
            label={texts.label}
            option={option}
            heightPx={420}
            onReady={brush.onReady}
            table={<QuadrantList answer={answer} rows={answer.items} />}
          />
        </div>
        <div className={styles.list}>
          <p className={styles.listed} role="status">
            {texts.listed(rows.length, answer.items.length)}
            {readPicked(pick).length >= mostPicked && <> {texts.pickedMost(mostPicked)}</>}
            {some && (
              <button type="button" onClick={() => go({})}>
                {texts.clear}
              </button>
            )}
          </p>
          <QuadrantList answer={answer} rows={rows} />
        </div>
      </div>
    </>
  );
};

/** Risk × net contribution, our time as bubbles; a lasso, a click or the buttons of the cells choose what is listed. */
export const QuadrantCard = ({ query }: { readonly query: UseQueryResult<Quadrant, unknown> }) => {
  const data = query.data;
  const note =
    data === undefined
      ? " "
      : texts.note(
          portfolioTexts.span(dayText(data.from), dayText(data.to)),
          percentText(data.hurdlePercent),
        );
  return (
    <Card title={texts.title} note={note} restsOn={onAll}>
      <Loaded query={query} lines={18}>
        {(answer) =>
          answer.items.length === 0 ? (
            <EmptyState title={portfolioTexts.noClients.title}>
              <p>{portfolioTexts.noClients.detail}</p>
            </EmptyState>
          ) : (
            <Quadrant answer={answer} />
          )
        }
      </Loaded>
    </Card>
  );
};
