import { useEffect, useId, useState } from "react";
import { useRead } from "../../../api/useRead.ts";
import { useSession } from "../../../api/useSession.ts";
import { useSpan } from "../../../shell/useWhen.ts";
import { profitabilityTexts } from "../../../texts/en/profitability.ts";
import { Choice } from "../parts/Choice.tsx";
import styles from "../parts/Page.module.css";
import { economicsGroupNames } from "./groups.ts";
import { stateNames, type TableSearch } from "./search.ts";

const texts = profitabilityTexts.controls;

interface ControlsProps {
  readonly search: TableSearch;
  readonly change: (changed: TableSearch) => void;
}

/** While somebody types the table waits. */
const typingMs = 200;

const SearchField = ({ search, change }: ControlsProps) => {
  const id = useId();
  const [typed, setTyped] = useState(search.search ?? "");
  const [said, setSaid] = useState(search.search);
  // The address changed by something else than typing: back, a saved view, a cleared filter.
  if (said !== search.search) {
    setSaid(search.search);
    if ((search.search ?? "") !== typed.trim()) setTyped(search.search ?? "");
  }
  useEffect(() => {
    const wanted = typed.trim() === "" ? undefined : typed.trim();
    if (wanted === search.search) return;
    const timer = setTimeout(() => change({ search: wanted }), typingMs);
    return () => clearTimeout(timer);
  }, [typed, search.search, change]);
  return (
    <span className={styles.field}>
      <label htmlFor={id}>{texts.search}</label>
      <input
        id={id}
        type="search"
        value={typed}
        maxLength={200}
        placeholder={texts.searchHint}
        onChange={(event) => setTyped(event.target.value)}
      />
    </span>
  );
};

const any = "";
const orAny = (value: string): string | undefined => (value === any ? undefined : value);

/** Owners or segments that clients have in the span, of everybody. */
const useGroups = (groupBy: "owner" | "segment") => {
  const { from, to } = useSpan();
  const { data } = useRead("GET /v1/effort", {
    query: { groupBy, state: "client", sort: "name", from, to, limit: 5000 },
  });
  return (data?.items ?? [])
    .filter(({ id }) => id !== "")
    .map(({ id, name }) => ({ value: id, label: name }));
};

const GroupChoice = ({ search, change, of }: ControlsProps & { readonly of: "owner" | "segment" }) => {
  const groups = useGroups(of);
  const value = search[of] ?? any;
  const known = value === any || groups.some((group) => group.value === value);
  return (
    <Choice
      label={texts[of]}
      value={value}
      options={[{ value: any, label: texts.any }, ...groups, ...(known ? [] : [{ value, label: value }])]}
      onChange={(chosen) => change({ [of]: orAny(chosen) })}
    />
  );
};

/** What the table shows: which figures, what a row is, which rows. */
export const Controls = ({ search, change }: ControlsProps) => {
  const { money } = useSession();
  return (
    <fieldset className={styles.controls}>
      <legend className={styles.hidden}>{texts.label}</legend>
      <Choice
        label={texts.figures}
        value={search.table ?? "profitability"}
        options={[
          ...(money ? [{ value: "profitability", label: texts.tables.profitability }] : []),
          { value: "effort", label: texts.tables.effort },
        ]}
        onChange={(table) =>
          change({
            table: table === "effort" ? "effort" : undefined,
            columns: undefined,
            sort: undefined,
            order: undefined,
            where: undefined,
          })
        }
      />
      <Choice
        label={texts.groupBy}
        value={search.groupBy ?? "client"}
        options={economicsGroupNames.map((value) => ({ value, label: texts.groups[value] }))}
        onChange={(value) => {
          const groupBy = economicsGroupNames.find((name) => name === value && name !== "client");
          change({ groupBy, columns: undefined, sort: undefined, order: undefined });
        }}
      />
      <Choice
        label={texts.state}
        value={search.state ?? any}
        options={[
          { value: any, label: texts.any },
          ...stateNames.map((value) => ({ value, label: profitabilityTexts.states[value] })),
        ]}
        onChange={(value) => change({ state: stateNames.find((name) => name === value) })}
      />
      <GroupChoice of="owner" search={search} change={change} />
      <GroupChoice of="segment" search={search} change={change} />
      <SearchField search={search} change={change} />
    </fieldset>
  );
};
