import type { SettingsAnswer } from "@rapport/contracts/http/data/Settings";
import { getRouteApi } from "@tanstack/react-router";
import { useId } from "react";
import { useRead } from "../../api/useRead.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { settingsTexts as texts } from "../../texts/en/settings.ts";
import styles from "./Data.module.css";
import { readSettingsSearch } from "./search.ts";
import { pickSettings } from "./settings/pick.ts";
import { SettingDialog } from "./settings/SettingDialog.tsx";
import { SettingsList } from "./settings/SettingsList.tsx";

const route = getRouteApi("/data/settings");

/** Shows others of the page's own search; what is left out goes. */
const useShow = () => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (part: Readonly<Record<string, unknown>>) =>
    void navigate({
      search: (before) => ({
        ...before,
        area: undefined,
        find: undefined,
        own: undefined,
        setting: undefined,
        ...readSettingsSearch({ ...search, ...part }),
      }),
      replace: true,
      resetScroll: false,
    });
};

const Controls = () => {
  const { area, find, own } = route.useSearch();
  const show = useShow();
  const id = useId();
  return (
    <div className={styles.controls} role="search">
      <span className={styles.field}>
        <label htmlFor={`${id}-find`}>{texts.search}</label>
        <input
          id={`${id}-find`}
          type="search"
          value={find ?? ""}
          onChange={({ target }) => show({ find: target.value })}
        />
      </span>
      <span className={styles.field}>
        <label htmlFor={`${id}-area`}>{texts.area}</label>
        <select id={`${id}-area`} value={area ?? ""} onChange={({ target }) => show({ area: target.value })}>
          <option value="">{texts.allAreas}</option>
          {Object.entries(texts.areas).map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </span>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={own === true}
          onChange={({ target }) => show({ own: target.checked ? true : undefined })}
        />
        {texts.onlyOwn}
      </label>
    </div>
  );
};

const Shown = ({ answer }: { readonly answer: SettingsAnswer }) => {
  const search = route.useSearch();
  const show = useShow();
  const picked = pickSettings(answer.settings, search);
  const open = answer.settings.find(({ key }) => key === search.setting);
  return (
    <>
      <p role="status" className={styles.note}>
        {texts.found(picked.length, answer.settings.length)}
      </p>
      {picked.length === 0 ? (
        <EmptyState title={texts.emptyTitle}>
          <p>{texts.emptyHow}</p>
          <button type="button" onClick={() => show({ find: undefined, area: undefined, own: undefined })}>
            {texts.clear}
          </button>
        </EmptyState>
      ) : (
        <div className={styles.cards}>
          <SettingsList settings={picked} onOpen={(setting) => show({ setting })} />
        </div>
      )}
      {open !== undefined && (
        <SettingDialog key={open.key} setting={open} onClose={() => show({ setting: undefined })} />
      )}
    </>
  );
};

/** The page at `/data/settings`. */
export const SettingsPage = () => {
  const query = useRead("GET /v1/settings", {});
  return (
    <>
      <h1>{texts.title}</h1>
      <p className={styles.lead}>{texts.lead}</p>
      <Controls />
      <Loaded query={query} lines={12}>
        {(answer) => <Shown answer={answer} />}
      </Loaded>
    </>
  );
};
