import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { Choice } from "./Choice.tsx";
import styles from "./SinceForm.module.css";
import { daysBefore, isBefore, presetDay, type SincePreset, sincePresets } from "./since.ts";

/** Since which day changes are told: a preset, or any day before the last one. */
export const SinceForm = ({
  since,
  lastDay,
  onSince,
}: {
  readonly since: string;
  readonly lastDay: string;
  readonly onSince: (day: string) => void;
}) => {
  const texts = portfolioTexts.since;
  const options = sincePresets.map((preset) => [preset, texts.presets[preset]] as const);
  const chosen = sincePresets.find((preset) => presetDay(preset, lastDay) === since) ?? null;
  return (
    <div className={styles.form}>
      <Choice<SincePreset>
        label={texts.label}
        options={options}
        chosen={chosen}
        onChoose={(preset) => onSince(presetDay(preset, lastDay))}
      />
      <label className={styles.day}>
        {texts.day}
        <input
          type="date"
          value={since}
          max={daysBefore(lastDay, 1)}
          onChange={({ currentTarget: { value } }) => {
            if (isBefore(value, lastDay)) onSince(value);
          }}
        />
      </label>
    </div>
  );
};
