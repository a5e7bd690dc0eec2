import type { ECharts, EChartsCoreOption } from "echarts/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { kitTexts } from "../../texts/en/kit.ts";
import styles from "./Chart.module.css";
import { useScheme } from "./useScheme.ts";

/** A colour or size of `tokens.css` as it is in the reader's scheme; canvas knows no custom properties. */
export type Token = (name: string) => string;

interface ChartProps {
  /** What it shows, for who does not see it. */
  readonly label: string;
  /** Made anew when the scheme changes. Tooltips are drawn on the canvas: the pages' policy forbids inline styles. */
  readonly option: (token: Token) => EChartsCoreOption;
  /** The same figures as a table: what the drawing says, without it. */
  readonly table: ReactNode;
  readonly heightPx?: number;
  /** Called once with the drawing, to listen to it. */
  readonly onReady?: (chart: ECharts) => void;
}

const tokenOf =
  (element: Element): Token =>
  (name) => {
    // light-dark() is worked out only where a property of colour uses it.
    const probe = element.ownerDocument.createElement("i");
    probe.style.color = `var(--${name})`;
    element.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  };

/** A drawing with its figures as a table under it. */
export const Chart = ({ label, option, table, heightPx = 280, onReady }: ChartProps) => {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts | null>(null);
  const scheme = useScheme();
  useEffect(() => {
    let made: ECharts | null = null;
    let gone = false;
    const watch = new ResizeObserver(() => made?.resize());
    void import("./loadCharts.ts").then(({ initChart }) => {
      if (gone || place.current === null) return;
      made = initChart(place.current, null, { renderer: "canvas" });
      watch.observe(place.current);
      setChart(made);
      onReady?.(made);
    });
    return () => {
      gone = true;
      watch.disconnect();
      made?.dispose();
      setChart(null);
    };
    // A drawing is made once; what it shows changes below.
  }, []);
  useEffect(() => {
    if (chart === null || place.current === null) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    chart.setOption({ animation: !still, ...option(tokenOf(place.current)) }, { notMerge: true });
  }, [chart, option, scheme]);
  return (
    <figure className={styles.figure}>
      <div ref={place} role="img" aria-label={label} style={{ height: heightPx }} />
      <details>
        <summary>{kitTexts.chart.asTable}</summary>
        {table}
      </details>
    </figure>
  );
};
