import { shellTexts } from "../texts/en/shell.ts";
import { AccountControl } from "./display/AccountControl.tsx";
import { DisplayControl } from "./display/DisplayControl.tsx";
import { FreshnessControl } from "./freshness/FreshnessControl.tsx";
import { navId } from "./Nav.tsx";
import styles from "./TopBar.module.css";
import { PeriodControl } from "./when/PeriodControl.tsx";
import { WhenControl } from "./when/WhenControl.tsx";

/** Always in sight: the way to a client, what day and span is shown, and how fresh it is. */
export const TopBar = ({
  onSearch,
  onShortcuts,
}: {
  readonly onSearch: () => void;
  readonly onShortcuts: () => void;
}) => (
  <header className={styles.bar}>
    <button type="button" className={styles.menu} popoverTarget={navId}>
      <span aria-hidden="true">☰</span> {shellTexts.nav.open}
    </button>
    <button type="button" className={styles.search} onClick={onSearch} aria-haspopup="dialog">
      {shellTexts.search.open} <kbd className={styles.key}>{shellTexts.search.key}</kbd>
    </button>
    <div className={styles.controls} role="group" aria-label={shellTexts.bar.label}>
      <WhenControl />
      <PeriodControl />
      <FreshnessControl />
    </div>
    <div className={styles.reader}>
      <DisplayControl onShortcuts={onShortcuts} />
      <AccountControl />
    </div>
  </header>
);
