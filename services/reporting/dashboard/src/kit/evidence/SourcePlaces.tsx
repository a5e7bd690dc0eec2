import type { Source } from "@rapport/contracts/Envelope";
import { evidenceTexts } from "../../texts/en/evidence.ts";
import styles from "./Drawer.module.css";

/** Where an event stands in its sources: connector and account, file, and the place in it. */
export const SourcePlaces = ({ sources }: { readonly sources: ReadonlyArray<Source> }) =>
  sources.length === 0 ? (
    <p className={styles.muted}>{evidenceTexts.noSource}</p>
  ) : (
    <ul className={styles.places} aria-label={evidenceTexts.sources(sources.length)}>
      {sources.map(({ connector, account, file, position }) => (
        <li key={`${connector} ${account} ${file} ${position}`}>
          <bdi>{account}</bdi> · <bdi>{file}</bdi> · <bdi>{position}</bdi>
        </li>
      ))}
    </ul>
  );
