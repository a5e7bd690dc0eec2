import type { SettingPreview } from "@rapport/contracts/http/data/Settings";
import { settingsTexts } from "../../../texts/en/settings.ts";
import data from "../Data.module.css";
import { BooksShown } from "./BooksShown.tsx";
import styles from "./Settings.module.css";
import { ToldShown } from "./ToldShown.tsx";

const texts = settingsTexts.preview;

/** What a value would change: its days, then every figure that was worked out with it. */
export const PreviewShown = ({ of }: { readonly of: SettingPreview; readonly unit: string }) => (
  <section aria-label={texts.title}>
    <h3 className={styles.part}>{texts.title}</h3>
    {of.change.text.split("\n").map((line) => (
      <p key={line}>
        <bdi>{line}</bdi>
      </p>
    ))}
    {of.effects.map((effect) =>
      effect.kind === "books" ? (
        <BooksShown key={effect.kind} of={effect} />
      ) : (
        <ToldShown key={effect.kind} of={effect} />
      ),
    )}
    {of.effects.length === 0 && <p>{texts.nothing}</p>}
    {of.notes.map((note) => (
      <p key={note} className={data.note}>
        {note}
      </p>
    ))}
  </section>
);
