import { shellTexts } from "../texts/en/shell.ts";
import { markedAccounts } from "./freshness/sourcesState.ts";
import { useSources } from "./freshness/useSources.ts";
import styles from "./Shell.module.css";

const texts = shellTexts.simulated;

/** Says on every page when nobody in the data exists. */
export const SimulatedBanner = () => {
  const sources = useSources().data?.sources ?? [];
  const { simulated, sample } = markedAccounts(sources);
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
