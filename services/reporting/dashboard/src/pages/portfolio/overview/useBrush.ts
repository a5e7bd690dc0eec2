import type { ECharts } from "echarts/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useScheme } from "../../../kit/chart/useScheme.ts";

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
 * Listens to a drawing: which of its ids were chosen, and with which tool. `idAt` says whose an index of the drawing is;
 * `drawn` is what is drawn, anew whenever it changes.
 */
export const useBrush = (
  drawn: unknown,
  idAt: (series: number, index: number) => string | undefined,
  onChosen: (ids: ReadonlyArray<string>) => void,
) => {
  const [chart, setChart] = useState<ECharts | null>(null);
  const [tool, setTool] = useState<BrushTool>("point");
  const scheme = useScheme();
  // The drawing is made once and listened to once; what is done with what it says changes.
  const latest = useRef({ idAt, onChosen });
  useEffect(() => {
    latest.current = { idAt, onChosen };
  });
  const onReady = useCallback((made: ECharts) => {
    let within: ReadonlyArray<string> | null = null;
    made.on("click", (click) => {
      const { seriesIndex, dataIndex } = click as { seriesIndex?: number; dataIndex: number };
      const id = latest.current.idAt(seriesIndex ?? -1, dataIndex);
      if (id !== undefined) latest.current.onChosen([id]);
    });
    made.on("brushSelected", (event) => {
      const [first] = (event as Brushed).batch ?? [];
      if (first === undefined || first.areas.length === 0) return;
      within = first.selected.flatMap(({ seriesIndex, dataIndex }) =>
        dataIndex.flatMap((index) => latest.current.idAt(seriesIndex, index) ?? []),
      );
    });
    // Only then: drawn anew under the reader's hand, it would forget what they have begun.
    made.on("brushEnd", () => {
      if (within !== null && within.length > 0) latest.current.onChosen(within);
      within = null;
    });
    setChart(made);
  }, []);
  useEffect(() => {
    chart?.dispatchAction({
      type: "takeGlobalCursor",
      key: "brush",
      brushOption: { brushType: brushTypes[tool], brushMode: "single" },
    });
    // What is drawn anew has forgotten its tool.
  }, [chart, tool, drawn, scheme]);
  return { onReady, tool, choose: setTool };
};
