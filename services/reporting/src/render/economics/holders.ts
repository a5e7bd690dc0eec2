import type { HolderState } from "@rapport/contracts/http/economics/head";

/** What a total is of. */
export const totalLabels = {
  client: "clients",
  organisation: "unlinked organisations",
  unattributed: "unattributed",
  internal: "internal",
  unused: "unused capacity",
  all: "everything",
} as const;

interface Who {
  readonly name: string;
  readonly state: HolderState | null;
}

/** A row's name; a star marks what no client claims. */
export const rowName = ({ name, state }: Who): string => {
  if (state === "organisation" || (state === "unattributed" && name !== "unattributed")) return `${name} *`;
  return name === "" ? "(none)" : name;
};

export const claimedByNone = "* claimed by no client: rapport unattributed";
export const hasUnclaimed = (rows: ReadonlyArray<Who>): boolean =>
  rows.some((row) => rowName(row).endsWith(" *"));
