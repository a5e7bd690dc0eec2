import { useRead } from "../../../api/useRead.ts";

export interface OwnerOption {
  readonly value: string;
  readonly text: string;
}

/** Who of us looks after clients, by name, for a choice; empty until it is known. */
export const useOwners = (): ReadonlyArray<OwnerOption> => {
  const { data } = useRead("GET /v1/effort", { query: { groupBy: "owner", state: "client", limit: 500 } });
  return (data?.items ?? [])
    .filter(({ id }) => id !== "")
    .map(({ id, name }) => ({ value: id, text: name }))
    .toSorted((a, b) => a.text.localeCompare(b.text));
};
