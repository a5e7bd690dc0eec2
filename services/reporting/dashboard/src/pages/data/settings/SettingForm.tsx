import type { SettingRow } from "@rapport/contracts/http/data/Settings";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { readOptions } from "../../../api/useRead.ts";
import { useSession } from "../../../api/useSession.ts";
import { ErrorState } from "../../../kit/ErrorState.tsx";
import { useWhen } from "../../../shell/useWhen.ts";
import { settingsTexts } from "../../../texts/en/settings.ts";
import data from "../Data.module.css";
import { PreviewShown } from "./PreviewShown.tsx";
import { SaveSetting } from "./SaveSetting.tsx";
import styles from "./Settings.module.css";
import { type Typed, ValueFields } from "./ValueFields.tsx";

const texts = settingsTexts.form;

/** Why settings cannot be changed here; null where they can. */
const useHindrance = (): string | null => {
  const { knownAt } = useWhen();
  const { may } = useSession();
  if (knownAt !== undefined) return texts.knownAt;
  return may("POST /v1/settings") ? null : texts.notYours;
};

/** What is asked for a preview. It is asked for anew after any change: then it cannot be saved before it was seen. */
const usePreview = (setting: SettingRow, asked: Typed | null) => {
  const { asOf } = useWhen();
  const query = {
    key: setting.key,
    ...(asked === null || asked.useDefault ? {} : { value: asked.value }),
    ...(asked === null || asked.from === "" ? {} : { from: asked.from }),
  };
  return useQuery({
    ...readOptions("GET /v1/settings/preview", { query }, asOf === undefined ? {} : { asOf }),
    enabled: asked !== null,
    placeholderData: undefined,
    retry: false,
  });
};

/** Another value: typed, looked at, then saved with a reason. */
export const SettingForm = ({ setting }: { readonly setting: SettingRow }) => {
  const hindrance = useHindrance();
  const [typed, setTyped] = useState<Typed>({ value: setting.value, useDefault: false, from: "" });
  const [asked, setAsked] = useState<Typed | null>(null);
  const preview = usePreview(setting, asked);
  const type = (next: Typed) => {
    setTyped(next);
    setAsked(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(typed);
  };
  if (hindrance !== null) return <p className={data.note}>{hindrance}</p>;
  return (
    <>
      <h3 className={styles.part}>{texts.title}</h3>
      <form className={styles.form} onSubmit={submit} noValidate>
        <ValueFields setting={setting} typed={typed} onType={type} />
        <p className={data.buttons}>
          <button
            type="submit"
            disabled={preview.isFetching || (!typed.useDefault && typed.value.trim() === "")}
          >
            {preview.isFetching ? texts.previewing : texts.preview}
          </button>
        </p>
      </form>
      <div role="status" aria-busy={preview.isFetching}>
        {preview.isError && <ErrorState error={preview.error} />}
        {asked !== null && preview.data !== undefined && (
          <PreviewShown of={preview.data} unit={setting.unit} />
        )}
      </div>
      <SaveSetting
        setting={setting}
        ready={asked !== null && preview.data !== undefined ? preview.data.change : null}
        onSaid={() => setAsked(null)}
      />
    </>
  );
};
