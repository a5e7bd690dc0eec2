import { useState } from "react";

const pageSize = 100;

/** The first hundred rows, and a hundred more at a time: ten thousand at once would hold the page up. */
export const usePaged = <Row>(rows: ReadonlyArray<Row>) => {
  const [shown, setShown] = useState(pageSize);
  return {
    rows: rows.slice(0, shown),
    more: shown < rows.length ? () => setShown((before) => before + pageSize) : null,
  };
};
