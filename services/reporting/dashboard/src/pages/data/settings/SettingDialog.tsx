import type { SettingRow } from "@rapport/contracts/http/data/Settings";
import { useEffect, useId, useRef } from "react";
import { dayText, momentText } from "../../../format/days.ts";
import { settingsTexts as texts } from "../../../texts/en/settings.ts";
import data from "../Data.module.css";
import { ScrollTable } from "../../../kit/table/ScrollTable.tsx";
import { SettingForm } from "./SettingForm.tsx";
import styles from "./Settings.module.css";
import { holdsText, valueText } from "./valueText.ts";

const { historyColumns: columns } = texts;
const heads = [
  { key: "value", text: columns.value },
  { key: "days", text: columns.days },
  { key: "why", text: columns.why },
  { key: "by", text: columns.by },
  { key: "when", text: columns.when },
];

const History = ({ of }: { readonly of: SettingRow }) => (
  <>
    <h3 className={styles.part}>{texts.history}</h3>
    {of.history.length === 0 ? (
      <p className={data.note}>{texts.noHistory}</p>
    ) : (
      <ScrollTable label={texts.history} heads={heads}>
        {of.history.map(({ eventId, value, from, source, by, saidAt, inForce }) => (
          <tr key={eventId}>
            <th scope="row">
              <bdi>{value === null ? texts.back : valueText(value, of.unit)}</bdi>
              {inForce && <p className={data.note}>{texts.inForce}</p>}
            </th>
            <td className={data.short}>{from === null ? texts.always : texts.from(dayText(from))}</td>
            <td className={data.long}>
              <bdi>{source}</bdi>
            </td>
            <td>
              <bdi>{by}</bdi>
            </td>
            <td className={data.short}>{momentText(saidAt)}</td>
          </tr>
        ))}
      </ScrollTable>
    )}
  </>
);

/** One setting: what it means, what it was, and how to set it anew. Escape leaves it. */
export const SettingDialog = ({
  setting,
  onClose,
}: {
  readonly setting: SettingRow;
  readonly onClose: () => void;
}) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const { least, most } = setting;
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {setting.key}
        </h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          {texts.close}
        </button>
      </div>
      <p>{setting.means}</p>
      <p>
        <strong>
          <bdi>{valueText(setting.value, setting.unit)}</bdi>
        </strong>
        , {holdsText(setting)}. <bdi>{setting.source}</bdi>
      </p>
      <p className={data.note}>
        {texts.defaultIs(valueText(setting.default, setting.unit))}{" "}
        {least !== null && most !== null && texts.between(least, most)}
      </p>
      <SettingForm setting={setting} />
      <History of={setting} />
    </dialog>
  );
};
