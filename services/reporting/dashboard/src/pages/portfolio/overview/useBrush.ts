import type { ECharts } from "echarts/core";
import { useCallback, useEffect, useRef, useState } from "react";

/** How clients are chosen in the drawing: one by one, or all within a line or a box. */
export type BrushTool = "point" | "lasso" | "box";

interface Brushed {
  readonly batch?: ReadonlyArray<{
    readonly areas: ReadonlyArray<unknown>;
    readonly selected: ReadonlyArray<{
      readonly seriesIndex: number;
      readonly dataIndex: ReadonlyArray<number>;
    }>;
  }>;
}

const brushTypes = { point: false, lasso: "polygon", box: "rect" } as const;

/**
 * Listens to a drawing: which of its ids were chosen, and with which tool. `idAt` says whose an index of the drawing is.
 */
export const useBrush = (
  idAt: (series: number, index: number) => string | undefined,
  onChosen: (ids: ReadonlyArray<string>) => void,
) => {
  const [chart, setChart] = useState<ECharts | null>(null);
  const [tool, setTool] = useState<BrushTool>("point");
  // The drawing is made once and listened to once; what is done with what it says changes.
  const latest = useRef({ idAt, onChosen });
  useEffect(() => {
    latest.current = { idAt, onChosen };
  });
  const onReady = useCallback((made: ECharts) => {
    made.on("click", (click) => {
      const { seriesIndex, dataIndex } = click as { seriesIndex?: number; dataIndex: number };
      const id = latest.current.idAt(seriesIndex ?? -1, dataIndex);
      if (id !== undefined) latest.current.onChosen([id]);
    });
    made.on("brushSelected", (event) => {
      const [first] = (event as Brushed).batch ?? [];
      if (first === undefined || first.areas.length === 0) return;
      const ids = first.selected.flatMap(({ seriesIndex, dataIndex }) =>
        dataIndex.flatMap((index) => latest.current.idAt(seriesIndex, index) ?? []),
      );
      latest.current.onChosen(ids);
    });
    setChart(made);
  }, []);
  const choose = (next: BrushTool) => {
    setTool(next);
    chart?.dispatchAction({
      type: "takeGlobalCursor",
      key: "brush",
      brushOption: { brushType: brushTypes[next], brushMode: "single" },
    });
  };
  const clear = () => chart?.dispatchAction({ type: "brush", areas: [] });
  return { onReady, tool, choose, clear };
};
