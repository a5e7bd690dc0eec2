import Table from "cli-table3";

// Control characters could move the cursor or colour the screen: names and addresses come from strangers.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text that is safe on a terminal. */
export const terminalSafe = (text: string): string => text.replace(controls, "\ufffd");

const bare = {
  chars: {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
    left: "",
    "left-mid": "",
    mid: "",
    "mid-mid": "",
    right: "",
    "right-mid": "",
    middle: "  ",
  },
  style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
};

// The library's time grows with the square of the rows, so long tables are drawn in slices of one set of widths.
const sliceRows = 250;

const draw = (
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  alignments: ReadonlyArray<"left" | "right">,
  colWidths: ReadonlyArray<number> = [],
) => {
  const drawn = new Table({
    ...bare,
    head: [...head],
    colAligns: [...alignments],
    colWidths: [...colWidths],
  });
  for (const row of rows) drawn.push([...row]);
  return { text: drawn.toString(), widths: drawn.options.colWidths };
};

/** Columns for a terminal, without frames or colours. */
export const table = (
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  alignments: ReadonlyArray<"left" | "right"> = [],
): string => {
  const safe = rows.map((row) => row.map(terminalSafe));
  const slices = Array.from({ length: Math.ceil(safe.length / sliceRows) || 1 }, (_, i) =>
    safe.slice(i * sliceRows, (i + 1) * sliceRows),
  );
  const measured = slices.map((slice) => draw(head, slice, alignments));
  const widths = head.map((_, i) => Math.max(...measured.map((one) => one.widths[i] ?? 0)));
  const parts =
    measured.length === 1
      ? measured
      : slices.map((slice, i) => draw(i === 0 ? head : [], slice, alignments, widths));
  return parts
    .flatMap(({ text }) => text.split("\n"))
    .map((line) => line.trimEnd())
    .join("\n");
};
