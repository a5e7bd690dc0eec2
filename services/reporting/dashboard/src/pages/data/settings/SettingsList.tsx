import type { SettingArea, SettingRow } from "@rapport/contracts/http/data/Settings";
import { Card } from "../../../kit/Card.tsx";
import { settingsTexts as texts } from "../../../texts/en/settings.ts";
import styles from "../Data.module.css";
import { ScrollTable } from "../../../kit/table/ScrollTable.tsx";
import { holdsText, valueText } from "./valueText.ts";

const { columns } = texts;
const areas = Object.keys(texts.areas) as ReadonlyArray<SettingArea>;
const heads = [
  { key: "setting", text: columns.setting },
  { key: "value", text: columns.value },
  { key: "since", text: columns.since },
  { key: "source", text: columns.source },
  { key: "open", text: texts.look },
];

const Row = ({ setting, onOpen }: { readonly setting: SettingRow; readonly onOpen: () => void }) => (
  <tr>
    <th scope="row" className={styles.long}>
      {setting.key}
      <p className={styles.note}>{setting.means}</p>
    </th>
    <td className={styles.long}>
      <bdi>{valueText(setting.value, setting.unit)}</bdi>
    </td>
    <td className={styles.short}>{holdsText(setting)}</td>
    <td className={styles.long}>
      <bdi>{setting.source}</bdi>
    </td>
    <td>
      <button type="button" aria-label={texts.lookOf(setting.key)} aria-haspopup="dialog" onClick={onOpen}>
        {texts.look}
      </button>
    </td>
  </tr>
);

/** Settings by the part of the figures that they belong to. */
export const SettingsList = ({
  settings,
  onOpen,
}: {
  readonly settings: ReadonlyArray<SettingRow>;
  readonly onOpen: (key: string) => void;
}) => {
  const of = (area: SettingArea) => settings.filter((setting) => setting.area === area);
  return areas
    .filter((area) => of(area).length > 0)
    .map((area) => (
      <Card key={area} title={texts.areas[area]}>
        <ScrollTable label={texts.areas[area]} heads={heads}>
          {of(area).map((setting) => (
            <Row key={setting.key} setting={setting} onOpen={() => onOpen(setting.key)} />
          ))}
        </ScrollTable>
      </Card>
    ));
};
