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

/** Columns for a terminal, without frames or colours. */
export const table = (
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  alignments: ReadonlyArray<"left" | "right"> = [],
): string => {
  const drawn = new Table({ ...bare, head: [...head], colAligns: [...alignments] });
  for (const row of rows) drawn.push(row.map(terminalSafe));
  return drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
};
