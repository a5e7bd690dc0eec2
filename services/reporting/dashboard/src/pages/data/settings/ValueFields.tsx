import type { SettingRow } from "@rapport/contracts/http/data/Settings";
import { useId } from "react";
import { settingsTexts } from "../../../texts/en/settings.ts";
import data from "../Data.module.css";
import styles from "./Settings.module.css";
import { valueText } from "./valueText.ts";

const texts = settingsTexts.form;

/** What stands in the fields. */
export interface Typed {
  readonly value: string;
  readonly useDefault: boolean;
  /** "" for all days. */
  readonly from: string;
}

const ValueField = ({
  setting,
  typed: { value, useDefault },
  onValue,
}: {
  readonly setting: SettingRow;
  readonly typed: Typed;
  readonly onValue: (value: string) => void;
}) => {
  const id = useId();
  return (
    <span className={data.field}>
      <label htmlFor={id}>
        {texts.value} ({setting.unit})
      </label>
      {setting.choices.length > 0 ? (
        <select id={id} value={value} disabled={useDefault} onChange={({ target }) => onValue(target.value)}>
          {setting.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          value={value}
          disabled={useDefault}
          autoComplete="off"
          inputMode={setting.least === null ? "text" : "decimal"}
          maxLength={2000}
          onChange={({ target }) => onValue(target.value)}
        />
      )}
    </span>
  );
};

/** Value, first day, or back to the default. */
export const ValueFields = ({
  setting,
  typed,
  onType,
}: {
  readonly setting: SettingRow;
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
}) => {
  const id = useId();
  return (
    <>
      <div className={styles.pair}>
        <ValueField setting={setting} typed={typed} onValue={(value) => onType({ ...typed, value })} />
        {setting.dated ? (
          <span className={data.field}>
            <label htmlFor={id}>{texts.from}</label>
            <input
              id={id}
              type="date"
              min="1900-01-01"
              max="2299-12-31"
              value={typed.from}
              onChange={({ target }) => onType({ ...typed, from: target.value })}
            />
          </span>
        ) : (
          <p className={data.note}>{texts.wholeTime}</p>
        )}
      </div>
      <label className={data.check}>
        <input
          type="checkbox"
          checked={typed.useDefault}
          onChange={({ target }) => onType({ ...typed, useDefault: target.checked })}
        />
        {texts.useDefault} ({valueText(setting.default, setting.unit)})
      </label>
    </>
  );
};
