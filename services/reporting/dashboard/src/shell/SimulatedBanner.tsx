import { useEffect } from "react";
import { shellTexts } from "../texts/en/shell.ts";
import { markedAccounts } from "./freshness/sourcesState.ts";
import { useSources } from "./freshness/useSources.ts";
import { keepMarked, lastMarked } from "./lastMarked.ts";
import styles from "./Shell.module.css";

const texts = shellTexts.simulated;

/** Says on every page when nobody in the data exists; at once where it did so before, so that no page moves. */
export const SimulatedBanner = () => {
  const sources = useSources().data?.sources;
  const marked = sources === undefined ? lastMarked() : markedAccounts(sources);
  useEffect(() => {
    if (sources !== undefined) keepMarked(markedAccounts(sources));
  }, [sources]);
  const { simulated, sample } = marked;
  if (simulated.length + sample.length === 0) return null;
  return (
    <p className={styles.simulated}>
      {simulated.length > 0 && (
        <>
          <strong>{texts.title}</strong> {texts.detail(simulated.join(", "))}{" "}
        </>
      )}
      {sample.length > 0 && texts.sample(sample.join(", "))}
    </p>
  );
};
