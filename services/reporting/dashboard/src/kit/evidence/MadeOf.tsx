import type { EvidencePage } from "@rapport/contracts/http/economics/Evidence";
import { countText } from "../../format/figures.ts";
import { evidenceTexts as texts } from "../../texts/en/evidence.ts";
import { amountText } from "./amountText.ts";
import styles from "./Drawer.module.css";

/** The figure by kind of contribution, the largest first: what to look at before the single events. */
export const MadeOf = ({ page }: { readonly page: EvidencePage }) => {
  if (page.unit === "own_minor" || page.categories.length < 2) return null;
  return (
    <>
      <h3 className={styles.part}>{texts.made}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{texts.columns.kind}</th>
            <th scope="col" className={styles.count}>
              {texts.columns.count}
            </th>
            <th scope="col" className={styles.amount}>
              {texts.columns.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {page.categories.map(({ category, measured, items, amount }) => (
            <tr key={`${category} ${measured}`}>
              <th scope="row">
                {texts.category(category)},{" "}
                <span className={styles.muted}>{measured ? texts.measured : texts.estimated}</span>
              </th>
              <td className={styles.count}>{countText(items)}</td>
              <td className={styles.amount}>{amountText(amount, page.unit, page.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
