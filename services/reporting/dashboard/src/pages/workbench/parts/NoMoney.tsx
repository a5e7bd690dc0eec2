import { useSession } from "../../../api/useSession.ts";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import styles from "./Page.module.css";

/** Why amounts are missing on the page; nothing for a reader who sees them. */
export const NoMoney = () =>
  useSession().money ? null : <p className={styles.lead}>{workbenchTexts.noMoney}</p>;
