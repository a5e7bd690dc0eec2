import { useRead } from "../../../api/useRead.ts";
import { moneyText } from "../../../format/money.ts";
import { clientMoneyTexts } from "../../../texts/en/clientMoney.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import page from "../ClientPage.module.css";
import styles from "./MoneyCard.module.css";

const texts = clientMoneyTexts;

/** What of its bills is not settled, by their own currency. */
export const OpenBills = ({ id }: { readonly id: string }) => {
  const query = useRead("GET /v1/clients/:id/account", { params: { id } });
  const open = query.data?.money.open;
  return (
    <div className={styles.tile}>
      <dt>{texts.open}</dt>
      {open === undefined ? (
        <dd className={styles.amount}>{kitTexts.none}</dd>
      ) : open.length === 0 ? (
        <dd>{texts.nothingOpen}</dd>
      ) : (
        open.map(({ currency, openMinor, overdueMinor }) => (
          <dd key={currency} className={styles.amount}>
            {moneyText(openMinor, currency)}
            {overdueMinor > 0 && (
              <span className={page.muted}> {texts.overdue(moneyText(overdueMinor, currency))}</span>
            )}
          </dd>
        ))
      )}
    </div>
  );
};
