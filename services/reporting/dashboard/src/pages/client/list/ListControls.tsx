import type { RiskBand } from "@rapport/contracts/http/risk/head";
import { useEffect, useId, useState } from "react";
import { clientListTexts } from "../../../texts/en/clientList.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import type { ListSearch } from "../searches.ts";
import styles from "./List.module.css";

const texts = clientListTexts;
const bands = ["high", "raised", "usual", "low"] as const;
/** After as long as nothing more is typed it is looked for. */
const pauseMs = 250;

const Search = ({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) => {
  const id = useId();
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return;
    const later = setTimeout(() => onChange(typed), pauseMs);
    return () => clearTimeout(later);
  }, [typed]);
  return (
    <div className={styles.control}>
      <label htmlFor={id}>{texts.search}</label>
      <input
        id={id}
        type="search"
        maxLength={200}
        value={typed}
        placeholder={texts.searchHint}
        onChange={({ target }) => setTyped(target.value)}
      />
    </div>
  );
};

const Choice = ({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly choices: ReadonlyArray<readonly [value: string, text: string]>;
  readonly onChange: (value: string) => void;
}) => {
  const id = useId();
  return (
    <div className={styles.control}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {choices.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
};

/** What the list shows: a text to look for, a band, clients alone or organisations too. */
export const ListControls = ({
  search,
  onChange,
}: {
  readonly search: ListSearch;
  readonly onChange: (changed: ListSearch) => void;
}) => (
  <search className={styles.controls}>
    <Search
      text={search.search ?? ""}
      onChange={(text) => onChange({ search: text === "" ? undefined : text })}
    />
    <Choice
      label={texts.band}
      value={search.band ?? ""}
      choices={[["", texts.allBands], ...bands.map((band) => [band, kitTexts.bands[band]] as const)]}
      onChange={(band) => onChange({ band: band === "" ? undefined : (band as RiskBand) })}
    />
    <Choice
      label={texts.kind}
      value={search.all === true ? "all" : "client"}
      choices={Object.entries(texts.kinds)}
      onChange={(kind) => onChange({ all: kind === "all" ? true : undefined })}
    />
  </search>
);
