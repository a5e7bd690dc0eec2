import type { RiskBand } from "@rapport/contracts/http/risk/head";
import { kitTexts } from "../texts/en/kit.ts";
import styles from "./BandBadge.module.css";

const marks = { low: "○", usual: "◔", raised: "◑", high: "●" } as const;

/** A band of risk: word, mark and colour, so that none of them is needed alone. */
export const BandBadge = ({ band }: { readonly band: RiskBand | null }) =>
  band === null ? (
    <span className={styles.none}>{kitTexts.none}</span>
  ) : (
    <span className={`${styles.band} ${styles[band]}`}>
      <span aria-hidden="true">{marks[band]}</span> {kitTexts.bands[band]}
    </span>
  );
