import { useVirtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";
import { usePrinting } from "./usePrinting.ts";

/** All rows are of this height, as the style sheet has it, so that none has to be measured. */
const rowHeightPx = 34;
/** Rows of paper that somebody may still want. */
export const mostPrinted = 2000;

/** The rows that are drawn, those in sight and a few around them, and the room that the others take. */
export const useDrawnRows = <R extends { readonly id: string }>(
  scroll: RefObject<HTMLDivElement | null>,
  rows: ReadonlyArray<R>,
) => {
  const isPrinting = usePrinting();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeightPx,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  if (isPrinting) {
    const drawn = rows.slice(0, mostPrinted).map((row, number) => ({ row, number }));
    return { drawn, beforePx: 0, afterPx: 0 };
  }
  const items = virtualizer.getVirtualItems();
  return {
    drawn: items.flatMap(({ index }) => {
      const row = rows[index];
      return row === undefined ? [] : [{ row, number: index }];
    }),
    beforePx: items[0]?.start ?? 0,
    afterPx: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
  };
};
