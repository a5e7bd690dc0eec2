import type { SettingChanged, SettingRow, SettingSaid } from "@rapport/contracts/http/data/Settings";
import { type FormEvent, useId, useState } from "react";
import { dataTexts } from "../../../texts/en/data.ts";
import { settingsTexts } from "../../../texts/en/settings.ts";
import data from "../Data.module.css";
import styles from "./Settings.module.css";
import { type SettingToSay, useSaySetting } from "./useSaySetting.ts";

const texts = settingsTexts.form;

const Saved = ({
  said,
  busy,
  onTakeBack,
}: {
  readonly said: SettingSaid;
  readonly busy: boolean;
  readonly onTakeBack: (setting: SettingToSay) => void;
}) => {
  const reason = settingsTexts.takeBackReason(said.change.text.split("\n")[0]!).slice(0, 500);
  return (
    <div className={data.told}>
      <p>
        <bdi>{settingsTexts.said(said.change.text, said.by)}</bdi> {!said.workedIn && settingsTexts.notYet}
      </p>
      <p className={data.buttons}>
        <button
          type="button"
          disabled={busy}
          title={said.takeBackText}
          onClick={() => onTakeBack({ ...said.takeBack, reason })}
        >
          {settingsTexts.takeBack}
        </button>
      </p>
    </div>
  );
};

/** Saves what was looked at, with a reason; and takes back what was saved. `ready`: what the preview showed. */
export const SaveSetting = ({
  setting,
  ready,
  onSaid,
}: {
  readonly setting: SettingRow;
  readonly ready: SettingChanged | null;
  readonly onSaid: () => void;
}) => {
  const id = useId();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error, data: said } = useSaySetting();
  const missing = tried && reason.trim() === "";
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (ready === null || reason.trim() === "") return;
    mutate(
      { key: setting.key, value: ready.value, from: ready.from, reason: reason.trim() },
      {
        onSuccess: () => {
          setReason("");
          setTried(false);
          onSaid();
        },
      },
    );
  };
  return (
    <>
      {ready !== null && (
        <form className={styles.form} onSubmit={save} noValidate>
          <span className={data.field}>
            <label htmlFor={id}>{texts.reason}</label>
            <textarea
              id={id}
              value={reason}
              maxLength={500}
              aria-required
              aria-invalid={missing}
              aria-describedby={`${id}-missing`}
              onChange={({ target }) => setReason(target.value)}
            />
            <span id={`${id}-missing`} className={data.problem}>
              {missing && texts.reasonMissing}
            </span>
          </span>
          <p className={data.buttons}>
            <button type="submit" className={data.primary} disabled={isPending}>
              {isPending ? texts.saving : texts.save}
            </button>
          </p>
        </form>
      )}
      <div role="status">
        {error !== null && (
          <p className={data.problem}>
            {dataTexts.refusedTitle}: {error.message}
          </p>
        )}
        {error === null && said !== undefined && ready === null && (
          <Saved said={said} busy={isPending} onTakeBack={mutate} />
        )}
      </div>
    </>
  );
};
